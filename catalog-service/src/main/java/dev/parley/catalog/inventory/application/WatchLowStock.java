package dev.parley.catalog.inventory.application;

import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.Stocks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Announces low stock once per crossing of the threshold. It is called with stock that was read anyway: after an
 * adjustment, and when a reservation is settled, so that orders pay no further read.
 */
@ApplicationScoped
public class WatchLowStock {

    private static final Logger LOG = Logger.getLogger(WatchLowStock.class);

    private final Stocks stocks;
    private final Clock clock;

    public WatchLowStock(Stocks stocks, Clock clock) {
        this.stocks = stocks;
        this.clock = clock;
    }

    /** Idempotent; a change since the stock was read is left to the caller that made it. */
    public void check(Stock stock) {
        if (stock.isBelowThreshold() && !stock.low()) {
            if (stocks.announceLow(stock, clock.instant())) {
                LOG.infof("Stock low: sku=%s available=%d", stock.sku(), stock.available());
            }
        } else if (stock.low() && !stock.isBelowThreshold()) {
            stocks.forgetLow(stock);
        }
    }
}
