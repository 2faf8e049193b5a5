package dev.parley.catalog.inventory.application;

import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.InventoryProblem;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.StockChange;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.VersionClash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/** Adjusts the units on hand of a SKU. */
@ApplicationScoped
public class AdjustStock {

    private static final Logger LOG = Logger.getLogger(AdjustStock.class);
    private static final int TRIES = 20;

    private final Stocks stocks;
    private final StockListener listener;
    private final WatchLowStock lowStock;
    private final AdminActions adminActions;
    private final Clock clock;

    public AdjustStock(
            Stocks stocks, StockListener listener, WatchLowStock lowStock, AdminActions adminActions, Clock clock) {
        this.stocks = stocks;
        this.listener = listener;
        this.lowStock = lowStock;
        this.adminActions = adminActions;
        this.clock = clock;
    }

    /**
     * Changes the stock by {@code delta}, or sets it to {@code counted}.
     *
     * @param key the idempotency key: the write carries it, so that a retry changes nothing
     * @throws InventoryProblem when the SKU does not exist, or orders hold more units than would be on hand
     */
    public Stock handle(Sku sku, OptionalInt delta, OptionalInt counted, String reason, Optional<String> key) {
        return OptimisticRetry.run(TRIES, () -> {
            Stock stock = stocks.find(sku).orElseThrow(() -> new InventoryProblem.UnknownSku(sku));
            if (key.isPresent() && stock.recentKeys().contains(key.get())) {
                return stock;
            }
            StockChange change = stock.adjust(delta, counted, reason);
            if (!stocks.change(stock, change, key, clock.instant(), recordOf(stock, change))) {
                throw new VersionClash();
            }
            listener.availabilityChanged(List.of(sku));
            Stock adjusted = stock.after(change);
            lowStock.check(adjusted);
            if (change.delta() != 0) {
                LOG.infof("Stock adjusted: sku=%s delta=%d onHand=%d", sku, change.delta(), adjusted.onHand());
            }
            return adjusted;
        });
    }

    private List<PendingEvent> recordOf(Stock before, StockChange change) {
        if (change.delta() == 0) {
            return List.of();
        }
        return adminActions
                .record("inventory.adjusted", "sku", before.sku().value())
                .changed("reason", null, change.reason())
                .changed("onHand", before.onHand(), before.after(change).onHand())
                .events();
    }
}
