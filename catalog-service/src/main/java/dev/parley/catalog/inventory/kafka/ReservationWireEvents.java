package dev.parley.catalog.inventory.kafka;

import dev.parley.catalog.inventory.domain.OrderLine;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.ReservationEvent;
import dev.parley.platform.events.EventType;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.WireEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The wire events of reservations. */
@ApplicationScoped
public class ReservationWireEvents implements WireEvents<Reservation> {

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

    @Override
    public List<PendingEvent> of(Reservation reservation, String actor) {
        return reservation.events().stream()
                .map(event -> PendingEvent.of(data(reservation, event), event.at(), actor))
                .toList();
    }

    private static Object data(Reservation reservation, ReservationEvent event) {
        String orderId = reservation.orderId().value();
        return switch (event) {
            case ReservationEvent.Reserved e -> new StockReservedV1(orderId, lines(reservation), e.expiresAt());
            case ReservationEvent.Rejected e ->
                new StockRejectedV1(
                        orderId,
                        e.reason(),
                        e.shortages().stream()
                                .map(s -> new ShortLine(s.sku().value(), s.requested(), s.available()))
                                .toList());
            case ReservationEvent.Released e -> new StockReleasedV1(orderId, e.reason(), lines(reservation));
            case ReservationEvent.Committed e -> new StockCommittedV1(orderId, lines(reservation));
        };
    }

    private static List<Line> lines(Reservation reservation) {
        return reservation.lines().stream().map(ReservationWireEvents::line).toList();
    }

    private static Line line(OrderLine line) {
        return new Line(line.sku().value(), line.quantity());
    }
}
