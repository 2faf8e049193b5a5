package dev.parley.order.order.domain;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** One SKU of an order at the price it was sold for. */
public record OrderLine(
        String sku,
        String productId,
        String name,
        int quantity,
        Money unitPrice,
        @Nullable String image) {

    public OrderLine {
        if (quantity < 1) {
            throw new IllegalArgumentException("A line has at least one piece");
        }
    }

    public Money lineTotal() {
        return unitPrice.multipliedBy(quantity);
    }
}
