package dev.parley.catalog.inventory.kafka;

import dev.parley.catalog.EventMessages;
import dev.parley.catalog.inventory.domain.InventoryEvent;
import dev.parley.catalog.inventory.domain.OrderLine;
import dev.parley.platform.events.EventType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Inventory events on the wire. */
@ApplicationScoped
public class InventoryEventMessages implements EventMessages<InventoryEvent> {

    /** A line of a reservation. */
    public record Line(String sku, int quantity) {}

    /** A line that was short. */
    public record ShortLine(String sku, int requested, int available) {}

    @EventType("dev.parley.stock.reserved.v1")
    public record StockReservedV1(String orderId, List<Line> lines, Instant expiresAt) {}

    @EventType("dev.parley.stock.rejected.v1")
    public record StockRejectedV1(String orderId, String reason, List<ShortLine> lines) {}

    @EventType("dev.parley.stock.released.v1")
    public record StockReleasedV1(String orderId, String reason, List<Line> lines) {}

    @EventType("dev.parley.stock.committed.v1")
    public record StockCommittedV1(String orderId, List<Line> lines) {}

    @EventType("dev.parley.stock.adjusted.v1")
    public record StockAdjustedV1(String sku, int delta, int onHand, int reserved, int available, String reason) {}

    @Override
    public Object of(InventoryEvent event) {
        return switch (event) {
            case InventoryEvent.Reserved e -> new StockReservedV1(e.orderId(), lines(e.lines()), e.expiresAt());
            case InventoryEvent.Rejected e ->
                new StockRejectedV1(
                        e.orderId(),
                        e.reason(),
                        e.shortages().stream()
                                .map(s -> new ShortLine(s.sku(), s.requested(), s.available()))
                                .toList());
            case InventoryEvent.Released e -> new StockReleasedV1(e.orderId(), e.reason(), lines(e.lines()));
            case InventoryEvent.Committed e -> new StockCommittedV1(e.orderId(), lines(e.lines()));
            case InventoryEvent.Adjusted e ->
                new StockAdjustedV1(e.sku(), e.delta(), e.onHand(), e.reserved(), e.available(), e.reason());
        };
    }

    private static List<Line> lines(List<OrderLine> lines) {
        return lines.stream().map(l -> new Line(l.sku(), l.quantity())).toList();
    }
}
