package dev.parley.cart.cart.domain;

import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a cart needs to know of a SKU: this service's own copy, kept from the catalogue's events.
 *
 * @param productId the product that owns the SKU
 * @param variantId the SKU in that product, a UUIDv7: of two products the one that made its variant later owns the SKU
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

    /** What it costs now; empty when it is not sold now. */
    public Optional<Money> currentPrice() {
        return forSale ? Optional.ofNullable(price) : Optional.empty();
    }
}
