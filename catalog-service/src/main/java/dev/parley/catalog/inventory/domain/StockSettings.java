package dev.parley.catalog.inventory.domain;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the shop has set for a SKU.
 *
 * @param warehouseLocation the place of its units, such as {@code A-12-3}
 * @param lowStockThreshold available units at or below which stock is low
 * @param maxPerOrder the maximum units of one order
 */
public record StockSettings(
        Optional<String> warehouseLocation, OptionalInt lowStockThreshold, OptionalInt maxPerOrder) {

    public static final StockSettings NONE =
            new StockSettings(Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
}
