package dev.parley.catalog.inventory.application;

import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.StockChange;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Brings in what a feed says of a SKU's stock. The same quantity again is no news, whatever was sold since. */
@ApplicationScoped
public class ImportStock {

    private static final int TRIES = 20;

    private final Stocks stocks;
    private final StockListener listener;
    private final Clock clock;

    public ImportStock(Stocks stocks, StockListener listener, Clock clock) {
        this.stocks = stocks;
        this.listener = listener;
        this.clock = clock;
    }

    /** Returns whether anything changed. */
    public boolean handle(String sku, String productId, int quantity) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Stock> known = stocks.find(sku);
            if (known.isEmpty()) {
                Stock fresh = Stock.fromFeed(sku, productId, quantity);
                if (stocks.insert(fresh, "import", clock.instant())) {
                    listener.availabilityChanged(List.of(sku));
                    return true;
                }
                continue;
            }
            StockChange change = known.get().imported(quantity);
            if (change.isNone()) {
                return false;
            }
            if (stocks.change(known.get(), change, Optional.empty(), clock.instant())) {
                listener.availabilityChanged(List.of(sku));
                return true;
            }
        }
        throw Problems.versionConflict();
    }
}
