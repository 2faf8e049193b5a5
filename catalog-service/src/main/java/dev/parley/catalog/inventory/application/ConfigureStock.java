package dev.parley.catalog.inventory.application;

import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.InventoryProblem;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.StockSettings;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.VersionClash;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Sets the warehouse location, the low-stock threshold and the limit per order of a SKU. */
@ApplicationScoped
public class ConfigureStock {

    private static final int TRIES = 20;

    private final Stocks stocks;
    private final WatchLowStock lowStock;
    private final AdminActions adminActions;

    public ConfigureStock(Stocks stocks, WatchLowStock lowStock, AdminActions adminActions) {
        this.stocks = stocks;
        this.lowStock = lowStock;
        this.adminActions = adminActions;
    }

    /** The settings of a SKU. */
    public StockSettings read(Sku sku) {
        return find(sku).settings();
    }

    /**
     * Replaces the settings; idempotent. Stock that is low by the new threshold is announced.
     *
     * @throws InventoryProblem.UnknownSku when the SKU does not exist
     */
    public StockSettings replace(Sku sku, StockSettings settings) {
        OptimisticRetry.run(TRIES, () -> {
            Stock stock = find(sku);
            if (!stock.settings().equals(settings)
                    && !stocks.configure(stock, settings, recordOf(sku, stock.settings(), settings))) {
                throw new VersionClash();
            }
            return stock;
        });
        lowStock.check(find(sku));
        return settings;
    }

    private Stock find(Sku sku) {
        return stocks.find(sku).orElseThrow(() -> new InventoryProblem.UnknownSku(sku));
    }

    private List<PendingEvent> recordOf(Sku sku, StockSettings before, StockSettings after) {
        return adminActions
                .record("inventory.configured", "sku", sku.value())
                .changed(
                        "warehouseLocation",
                        before.warehouseLocation().orElse(null),
                        after.warehouseLocation().orElse(null))
                .changed("lowStockThreshold", number(before.lowStockThreshold()), number(after.lowStockThreshold()))
                .changed("maxPerOrder", number(before.maxPerOrder()), number(after.maxPerOrder()))
                .events();
    }

    private static @Nullable Integer number(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}
