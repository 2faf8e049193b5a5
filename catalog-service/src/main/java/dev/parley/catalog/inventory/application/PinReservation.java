package dev.parley.catalog.inventory.application;

import dev.parley.catalog.inventory.domain.InventoryProblem;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.platform.events.OptimisticRetry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Keeps an order's reservation from expiring during payment. */
@ApplicationScoped
public class PinReservation {

    private static final int TRIES = 20;

    private final Reservations reservations;
    private final Clock clock;

    public PinReservation(Reservations reservations, Clock clock) {
        this.reservations = reservations;
        this.clock = clock;
    }

    /**
     * Pins the reservation; idempotent.
     *
     * @throws InventoryProblem when there is no reservation (404) or it has ended (409)
     */
    public void handle(OrderId orderId) {
        OptimisticRetry.run(TRIES, () -> {
            Reservation reservation =
                    reservations.find(orderId).orElseThrow(() -> new InventoryProblem.NoReservation(orderId));
            reservation.pin(clock.instant());
            reservations.save(reservation);
            return reservation;
        });
    }
}
