package dev.parley.catalog.inventory.application;

import dev.parley.catalog.inventory.domain.InventoryProblem;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.platform.events.OptimisticRetry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/** Ends the reservation of an order and settles its stock. Idempotent. */
@ApplicationScoped
public class EndReservation {

    private static final int TRIES = 20;

    private final Reservations reservations;
    private final SettleReservation settle;
    private final Clock clock;

    public EndReservation(Reservations reservations, SettleReservation settle, Clock clock) {
        this.reservations = reservations;
        this.settle = settle;
        this.clock = clock;
    }

    /**
     * Commits the reservation of a confirmed order: its units are sold.
     *
     * @throws InventoryProblem when the order has no reservation, which contradicts its confirmation
     */
    public Reservation commit(OrderId orderId) {
        return end(orderId, r -> r.commit(clock.instant()));
    }

    /**
     * Releases the reservation of an order that was rejected or cancelled before confirmation. Without a reservation
     * the end is recorded, so that a late attempt to reserve is rejected.
     */
    public Reservation release(OrderId orderId, String reason) {
        return endOrRecord(orderId, reason, r -> r.release(reason, clock.instant()));
    }

    /** Returns the units of an order that was cancelled after confirmation. */
    public Reservation returnUnits(OrderId orderId) {
        return endOrRecord(orderId, "order-cancelled", r -> r.returnUnits(clock.instant()));
    }

    /** Releases the reservation if it has expired and is not pinned. */
    public Reservation expire(OrderId orderId) {
        return end(orderId, r -> r.expire(clock.instant()));
    }

    private Reservation end(OrderId orderId, Consumer<Reservation> step) {
        return OptimisticRetry.run(TRIES, () -> {
            Reservation known =
                    reservations.find(orderId).orElseThrow(() -> new InventoryProblem.NoReservation(orderId));
            return end(known, step);
        });
    }

    private Reservation endOrRecord(OrderId orderId, String reason, Consumer<Reservation> step) {
        return OptimisticRetry.run(TRIES, () -> {
            Optional<Reservation> known = reservations.find(orderId);
            if (known.isPresent()) {
                return end(known.get(), step);
            }
            Reservation ended = Reservation.endedBeforehand(orderId, reason, clock.instant());
            reservations.insert(ended);
            return ended;
        });
    }

    private Reservation end(Reservation reservation, Consumer<Reservation> step) {
        step.accept(reservation);
        ReservationLog.save(reservations, reservation);
        return settle.handle(reservation);
    }
}
