package dev.parley.catalog.inventory.application;

import dev.parley.catalog.inventory.domain.InventoryProblem;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.VersionClash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Ends what an order has reserved, one way or the other, and lets the stock follow. Repeats change nothing. */
@ApplicationScoped
public class EndReservation {

    private static final int TRIES = 10;

    private final Reservations reservations;
    private final SettleReservation settle;
    private final Clock clock;

    public EndReservation(Reservations reservations, SettleReservation settle, Clock clock) {
        this.reservations = reservations;
        this.settle = settle;
        this.clock = clock;
    }

    /**
     * The order is confirmed: its units are sold.
     *
     * @throws InventoryProblem when nothing is reserved for it, which a confirmed order rules out
     */
    public Reservation commit(String orderId) {
        return end(orderId, "never", r -> r.commit(clock.instant()), false);
    }

    /**
     * The order was refused or cancelled before it was confirmed. Without a reservation the end is noted, so that a
     * late one is refused.
     */
    public Reservation release(String orderId, String reason) {
        return end(orderId, reason, r -> r.release(reason, clock.instant()), true);
    }

    /** The order was cancelled after it had been confirmed: its units come back. */
    public Reservation takeBack(String orderId) {
        return end(orderId, "order-cancelled", r -> r.takeBack(clock.instant()), true);
    }

    /** Ends it if its time is over and nobody has pinned it. */
    public Reservation expire(String orderId) {
        return end(orderId, "expired", r -> r.expire(clock.instant()), false);
    }

    private Reservation end(String orderId, String reason, UnaryOperator<Reservation> step, boolean noteTheEnd) {
        return OptimisticRetry.run(TRIES, () -> {
            Optional<Reservation> known = reservations.find(orderId);
            if (known.isEmpty()) {
                if (!noteTheEnd) {
                    throw new InventoryProblem.NoReservation(orderId);
                }
                Reservation ended = Reservation.endedBeforehand(orderId, reason, clock.instant());
                if (!reservations.insert(ended)) {
                    throw new VersionClash();
                }
                return ended;
            }
            Reservation next = step.apply(known.get());
            if (next == known.get()) {
                return settle.handle(next);
            }
            reservations.save(next);
            return settle.handle(reservations.find(orderId).orElse(next));
        });
    }
}
