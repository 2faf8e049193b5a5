package dev.parley.catalog.inventory.application;

import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.ReservationStatus;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.Stocks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Finishes what was interrupted and ends what has run out. It guards nothing: everything it does is right at any time, and when two instances do it at once.
 */
@ApplicationScoped
public class SweepReservations {

    /** How long a step may be under way before somebody else goes on with it. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int BATCH = 200;

    private final Reservations reservations;
    private final Stocks stocks;
    private final ReserveStock reserve;
    private final SettleReservation settle;
    private final EndReservation end;

    public SweepReservations(
            Reservations reservations,
            Stocks stocks,
            ReserveStock reserve,
            SettleReservation settle,
            EndReservation end) {
        this.reservations = reservations;
        this.stocks = stocks;
        this.reserve = reserve;
        this.settle = settle;
        this.end = end;
    }

    /** Returns how many reservations it had to do with. */
    public int handle(Instant now) {
        List<String> expired = reservations.expired(now, BATCH);
        expired.forEach(end::expire);
        List<String> unsettled = reservations.unsettled(now.minus(PATIENCE), BATCH);
        unsettled.forEach(orderId -> reservations.find(orderId).ifPresent(this::finish));
        return expired.size() + unsettled.size() + strayHolds(now.minus(PATIENCE));
    }

    private void finish(Reservation reservation) {
        if (reservation.status() == ReservationStatus.RESERVING) {
            reserve.handle(reservation.orderId(), reservation.lines());
        } else {
            settle.handle(reservation);
        }
    }

    /** Holds taken by a delayed repeat after their reservation had ended and settled. */
    private int strayHolds(Instant before) {
        int found = 0;
        String after = "";
        List<Stock> page;
        do {
            page = stocks.held(after, BATCH);
            for (Stock stock : page) {
                for (var held : stock.holds().entrySet()) {
                    if (held.getValue().since().isBefore(before)) {
                        found += reservations
                                .find(held.getKey())
                                .filter(r -> r.verdict(stock.sku(), held.getValue()) != Reservation.Verdict.KEEP)
                                .map(settle::handle)
                                .map(settled -> 1)
                                .orElse(0);
                    }
                }
                after = stock.sku();
            }
        } while (page.size() == BATCH);
        return found;
    }
}
