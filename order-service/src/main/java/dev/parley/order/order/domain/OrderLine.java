package dev.parley.order.order.domain;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A line of an order: one SKU at its price in the order. */
public record OrderLine(
        String sku,
        String productId,
        String name,
        int quantity,
        Money unitPrice,
        @Nullable String image) {

    public OrderLine {
        if (quantity < 1) {
            throw new IllegalArgumentException("A line has a quantity of at least 1");
        }
    }

    public Money lineTotal() {
        return unitPrice.multipliedBy(quantity);
    }
}
