package dev.parley.catalog.inventory.kafka;

import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.StockEvent;
import dev.parley.platform.events.EventType;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.WireEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The wire events of stock. */
@ApplicationScoped
public class StockWireEvents implements WireEvents<StockEvent> {

    @EventType("dev.parley.stock.adjusted.v1")
    public record StockAdjustedV1(String sku, int delta, int onHand, int reserved, int available, String reason) {}

    @EventType("dev.parley.stock.low.v1")
    public record StockLowV1(String sku, int available, int threshold) {}

    @Override
    public List<PendingEvent> of(StockEvent event, String actor) {
        return List.of(PendingEvent.of(data(event), event.at(), actor));
    }

    private static Object data(StockEvent event) {
        return switch (event) {
            case StockEvent.Adjusted(Stock stock, int delta, String reason, var at) ->
                new StockAdjustedV1(
                        stock.sku().value(), delta, stock.onHand(), stock.reserved(), stock.available(), reason);
            case StockEvent.Low(Stock stock, int threshold, var at) ->
                new StockLowV1(stock.sku().value(), stock.available(), threshold);
        };
    }
}
