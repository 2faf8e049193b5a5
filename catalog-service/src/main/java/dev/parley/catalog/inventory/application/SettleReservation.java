package dev.parley.catalog.inventory.application;

import dev.parley.catalog.inventory.domain.Hold;
import dev.parley.catalog.inventory.domain.OrderLine;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.Reservation.Verdict;
import dev.parley.catalog.inventory.domain.ReservationStatus;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes the stock follow what a reservation has decided: holds become sold units or free ones, cancelled sales come back. Safe to run at any time, any number
 * of times, in several places at once: each hold is ended by the one write that names its token, and units are put back by a write that fails when the stock
 * was changed since the reservation was asked.
 */
@ApplicationScoped
public class SettleReservation {

    private static final int TRIES = 20;

    private final Reservations reservations;
    private final Stocks stocks;
    private final StockListener listener;
    private final Clock clock;

    public SettleReservation(Reservations reservations, Stocks stocks, StockListener listener, Clock clock) {
        this.reservations = reservations;
        this.stocks = stocks;
        this.listener = listener;
        this.clock = clock;
    }

    /** Settles every line; returns the reservation as it stands afterwards. */
    public Reservation handle(Reservation reservation) {
        if (reservation.status() == ReservationStatus.RESERVING) {
            return reservation;
        }
        List<String> skus = reservation.lines().stream().map(OrderLine::sku).toList();
        for (String sku : skus.reversed()) {
            settleLine(reservation, sku);
        }
        Reservation settled = change(reservation, r -> sameDecision(r, reservation) ? r.settled(clock.instant()) : r);
        listener.availabilityChanged(skus);
        return settled;
    }

    private void settleLine(Reservation reservation, String sku) {
        for (int i = 0; i < TRIES; i++) {
            // The stock is read before the reservation is asked: see putBack.
            Optional<Stock> found = stocks.find(sku);
            if (found.isEmpty()) {
                return;
            }
            Stock stock = found.get();
            Optional<Hold> hold = stock.heldFor(reservation.orderId());
            if (hold.isPresent()) {
                Verdict verdict = reservation.verdict(sku, hold.get());
                if (verdict == Verdict.KEEP) {
                    return;
                }
                end(reservation.orderId(), sku, hold.get(), verdict);
            } else if (reservation.status() != ReservationStatus.RETURNED || putBack(reservation.orderId(), stock)) {
                return;
            }
        }
        throw Problems.versionConflict();
    }

    private void end(String orderId, String sku, Hold hold, Verdict verdict) {
        switch (verdict) {
            case COMMIT -> stocks.commit(sku, orderId, hold);
            case RELEASE -> stocks.release(sku, orderId, hold);
            case PUT_BACK -> stocks.releaseReturned(sku, orderId, hold);
            case KEEP -> {}
        }
    }

    /**
     * Puts sold units back exactly once. The stock carries a mark from that write until the reservation has noted it, and the write only works on the version
     * that was read <em>before</em> the reservation was asked: whoever comes late sees either the mark, or the note, or fails.
     *
     * @return whether nothing is left to do
     */
    private boolean putBack(String orderId, Stock stock) {
        if (stock.returned().contains(orderId)) {
            change(orderId, r -> r.notePutBack(stock.sku(), clock.instant()));
            stocks.forgetReturned(stock.sku(), orderId);
            return true;
        }
        Reservation current = reservations.find(orderId).orElseThrow();
        if (current.state().putBack().contains(stock.sku())) {
            return true;
        }
        int quantity = current.lines().stream()
                .filter(line -> line.sku().equals(stock.sku()))
                .mapToInt(OrderLine::quantity)
                .sum();
        stocks.change(stock, stock.putBack(orderId, quantity), Optional.empty(), clock.instant());
        return false;
    }

    private static boolean sameDecision(Reservation a, Reservation b) {
        return a.status() == b.status();
    }

    private Reservation change(Reservation known, UnaryOperator<Reservation> step) {
        // Mostly nobody else has changed it, or there is nothing to change: no need to read it again first.
        Reservation next = step.apply(known);
        if (next == known) {
            return known;
        }
        return change(known.orderId(), step);
    }

    private Reservation change(String orderId, UnaryOperator<Reservation> step) {
        for (int i = 0; i < TRIES; i++) {
            Reservation current = reservations.find(orderId).orElseThrow();
            Reservation next = step.apply(current);
            if (next == current) {
                return current;
            }
            if (reservations.save(next)) {
                return next;
            }
        }
        throw Problems.versionConflict();
    }
}
