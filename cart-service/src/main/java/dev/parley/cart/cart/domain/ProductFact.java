package dev.parley.cart.cart.domain;

import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a SKU that carts need: a local copy built from the catalog's events.
 *
 * @param productId the product that owns the SKU
 * @param variantId the variant of that product, a UUIDv7 and the number of its moves to another product: of two
 *     products, the one with the greater value owns the SKU
 * @param forSale whether the product is active and has a price
 */
public record ProductFact(
        String sku,
        String productId,
        String variantId,
        String name,
        String marketplace,
        @Nullable String externalUrl,
        @Nullable String image,
        @Nullable Money price,
        boolean forSale) {

    /** The marketplace of the shop's own goods. */
    public static final String OWN = "own";

    public boolean isOwn() {
        return marketplace.equals(OWN);
    }

    /** The current price; empty when it is not for sale. */
    public Optional<Money> currentPrice() {
        return forSale ? Optional.ofNullable(price) : Optional.empty();
    }
}
