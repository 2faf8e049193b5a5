package dev.parley.catalog.inventory.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.StockChange;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.VersionClash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Imports the stock of a SKU from a feed. A quantity equal to that of the previous feed has no effect, whatever was
 * sold since.
 */
@ApplicationScoped
public class ImportStock {

    private static final int TRIES = 20;

    private final Stocks stocks;
    private final StockListener listener;
    private final WatchLowStock lowStock;
    private final Clock clock;

    public ImportStock(Stocks stocks, StockListener listener, WatchLowStock lowStock, Clock clock) {
        this.stocks = stocks;
        this.listener = listener;
        this.lowStock = lowStock;
        this.clock = clock;
    }

    /** Whether {@link #handle} would change the stock. */
    public boolean wouldChange(Sku sku, int quantity) {
        return stocks.find(sku).map(known -> !known.imported(quantity).isNone()).orElse(true);
    }

    /** Returns whether the stock changed. */
    public boolean handle(Sku sku, ProductId productId, int quantity) {
        boolean changed = OptimisticRetry.run(TRIES, () -> {
            Optional<Stock> known = stocks.find(sku);
            return known.isPresent() ? change(known.get(), quantity) : insert(sku, productId, quantity);
        });
        if (changed) {
            listener.availabilityChanged(List.of(sku));
        }
        return changed;
    }

    private boolean insert(Sku sku, ProductId productId, int quantity) {
        if (!stocks.insert(Stock.fromFeed(sku, productId, quantity), "import", clock.instant())) {
            throw new VersionClash();
        }
        return true;
    }

    private boolean change(Stock known, int quantity) {
        StockChange change = known.imported(quantity);
        if (change.isNone()) {
            return false;
        }
        if (!stocks.change(known, change, Optional.empty(), clock.instant())) {
            throw new VersionClash();
        }
        lowStock.check(known.after(change));
        return true;
    }
}
