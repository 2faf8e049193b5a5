package dev.parley.catalog.inventory.kafka;

import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.StockAdjusted;
import dev.parley.platform.events.EventType;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.WireEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The wire events of stock. */
@ApplicationScoped
public class StockWireEvents implements WireEvents<StockAdjusted> {

    @EventType("dev.parley.stock.adjusted.v1")
    public record StockAdjustedV1(String sku, int delta, int onHand, int reserved, int available, String reason) {}

    @Override
    public List<PendingEvent> of(StockAdjusted adjusted, String actor) {
        Stock stock = adjusted.stock();
        return List.of(PendingEvent.of(
                new StockAdjustedV1(
                        stock.sku().value(),
                        adjusted.delta(),
                        stock.onHand(),
                        stock.reserved(),
                        stock.available(),
                        adjusted.reason()),
                adjusted.at(),
                actor));
    }
}
