package dev.parley.catalog.inventory.application;

import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.ReservationEvent;
import dev.parley.catalog.inventory.domain.Reservations;
import java.util.List;
import org.jboss.logging.Logger;

/** Logs what happened to a reservation, once its events are stored. */
final class ReservationLog {

    private static final Logger LOG = Logger.getLogger(ReservationLog.class);

    private ReservationLog() {}

    /** Saves the reservation, then logs the events that the save stored. */
    static void save(Reservations reservations, Reservation reservation) {
        List<ReservationEvent> events = reservation.events();
        reservations.save(reservation);
        events.forEach(event -> log(reservation.orderId(), event));
    }

    private static void log(OrderId id, ReservationEvent event) {
        switch (event) {
            case ReservationEvent.Reserved reserved -> LOG.infof("Stock reserved: orderId=%s", id);
            case ReservationEvent.Rejected rejected ->
                LOG.infof("Stock rejected: orderId=%s reason=%s", id, rejected.reason());
            case ReservationEvent.Released released ->
                LOG.infof("Stock released: orderId=%s reason=%s", id, released.reason());
            case ReservationEvent.Committed committed -> LOG.infof("Stock committed: orderId=%s", id);
        }
    }
}
