package dev.parley.catalog.inventory.domain;

import dev.parley.catalog.Sku;

/** The requested quantity of one SKU. */
public record OrderLine(Sku sku, int quantity) {

    public OrderLine {
        if (sku.value().isBlank() || quantity < 1) {
            throw new IllegalArgumentException("an order line has a SKU and a quantity of at least 1");
        }
    }
}
