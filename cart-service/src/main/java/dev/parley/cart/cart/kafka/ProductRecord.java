package dev.parley.cart.cart.kafka;

import dev.parley.cart.cart.domain.ProductFact;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The fields of product events that carts read; each event carries the whole public state of a product. */
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

    /**
     * A sellable variant.
     *
     * @param moves how often it was moved to another product, if ever
     */
    record Variant(
            String variantId,
            String sku,
            @Nullable Money price,
            @Nullable Integer moves) {

        /** Grows with each move. */
        private String ownership() {
            return moves == null ? variantId : "%s.%06d".formatted(variantId, moves);
        }
    }

    /** The facts that this service stores of it. */
    default List<ProductFact> facts() {
        return variants().stream()
                .map(variant -> new ProductFact(
                        variant.sku(),
                        productId(),
                        variant.ownership(),
                        name(),
                        marketplace(),
                        externalUrl(),
                        image(),
                        variant.price(),
                        status().equals("active") && variant.price() != null))
                .toList();
    }
}
