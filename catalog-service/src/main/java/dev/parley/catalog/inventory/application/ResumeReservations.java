package dev.parley.catalog.inventory.application;

import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.ReservationStatus;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Recurring job: resumes unsettled reservations after a crash; items are order ids. */
@ApplicationScoped
public class ResumeReservations implements RecurringJob<OrderId> {

    /** The age of an unfinished step at which another instance resumes it. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Reservations reservations;
    private final ReserveStock reserve;
    private final SettleReservation settle;
    private final Duration every;

    public ResumeReservations(
            Reservations reservations,
            ReserveStock reserve,
            SettleReservation settle,
            @ConfigProperty(name = "parley.inventory.sweep-every", defaultValue = "15s") Duration every) {
        this.reservations = reservations;
        this.reserve = reserve;
        this.settle = settle;
        this.every = every;
    }

    @Override
    public String name() {
        return "unsettled-reservations";
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public List<OrderId> due(Instant now, int most) {
        return reservations.unsettled(now.minus(PATIENCE), most);
    }

    @Override
    public void handle(OrderId orderId, Instant now) {
        reservations.find(orderId).ifPresent(this::finish);
    }

    private void finish(Reservation reservation) {
        if (reservation.status() == ReservationStatus.RESERVING) {
            reserve.handle(reservation.orderId(), reservation.lines());
        } else {
            settle.handle(reservation);
        }
    }
}
