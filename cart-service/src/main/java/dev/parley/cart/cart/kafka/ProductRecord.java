package dev.parley.cart.cart.kafka;

import dev.parley.cart.cart.domain.ProductFact;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What carts read of a product's events, which each carry its whole public state. */
interface ProductRecord {

    String productId();

    String name();

    String marketplace();

    String status();

    @Nullable
    String externalUrl();

    @Nullable
    String image();

    List<Variant> variants();

    /** Something that can be bought. */
    record Variant(String variantId, String sku, @Nullable Money price) {}

    /** The same as this service keeps it. */
    default List<ProductFact> facts() {
        return variants().stream()
                .map(variant -> new ProductFact(
                        variant.sku(),
                        productId(),
                        variant.variantId(),
                        name(),
                        marketplace(),
                        externalUrl(),
                        image(),
                        variant.price(),
                        status().equals("active") && variant.price() != null))
                .toList();
    }
}
