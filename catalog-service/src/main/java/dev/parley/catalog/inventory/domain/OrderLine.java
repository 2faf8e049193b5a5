package dev.parley.catalog.inventory.domain;

/** What an order wants of one SKU. */
public record OrderLine(String sku, int quantity) {

    public OrderLine {
        if (sku.isBlank() || quantity < 1) {
            throw new IllegalArgumentException("an order line has a SKU and a quantity of at least 1");
        }
    }
}
