package dev.parley.catalog.inventory.domain;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;

/** The quantities of one SKU: {@link Stock} without its holds. {@code onHand = reserved + available}. */
public record StockLevel(Sku sku, ProductId productId, int onHand, int reserved, int available, long version) {}
