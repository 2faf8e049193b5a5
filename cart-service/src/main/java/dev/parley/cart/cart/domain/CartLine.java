package dev.parley.cart.cart.domain;

import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One SKU in a cart.
 *
 * @param unitPrice the price when it was added, or when the cart was last frozen
 * @param externalUrl the page that sells goods of another marketplace; null for the shop's own
 */
public record CartLine(
        String sku,
        String productId,
        String name,
        String marketplace,
        @Nullable String externalUrl,
        @Nullable String image,
        int quantity,
        Money unitPrice,
        Instant addedAt) {

    static CartLine of(ProductFact fact, Money price, int quantity, Instant now) {
        return new CartLine(
                fact.sku(),
                fact.productId(),
                fact.name(),
                fact.marketplace(),
                fact.isOwn() ? null : fact.externalUrl(),
                fact.image(),
                quantity,
                price,
                now);
    }

    public Money lineTotal() {
        return unitPrice.multipliedBy(quantity);
    }

    /**
     * Whether it is sold by this shop. Other lines are checked out at their marketplace: they are never part of an
     * order or of the total.
     */
    public boolean isOwn() {
        return marketplace.equals(ProductFact.OWN);
    }

    CartLine withQuantity(int changed) {
        return new CartLine(sku, productId, name, marketplace, externalUrl, image, changed, unitPrice, addedAt);
    }

    CartLine withPrice(Money changed) {
        return new CartLine(sku, productId, name, marketplace, externalUrl, image, quantity, changed, addedAt);
    }
}
