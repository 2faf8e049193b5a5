package dev.parley.catalog.inventory.application;

import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.Hold;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.OrderLine;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.Reservation.Verdict;
import dev.parley.catalog.inventory.domain.ReservationStatus;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.VersionClash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the stock follow what a reservation has decided: holds become sold units or free ones, cancelled sales come
 * back. Safe to run at any time, any number of times, in several places at once: each hold is ended by the one write
 * that names its token, and units are put back by a write that fails when the stock was changed since the reservation
 * was asked.
 */
@ApplicationScoped
public class SettleReservation {

    private static final int TRIES = 20;

    private final Reservations reservations;
    private final Stocks stocks;
    private final TidyStock tidy;
    private final StockListener listener;
    private final Clock clock;

    public SettleReservation(
            Reservations reservations, Stocks stocks, TidyStock tidy, StockListener listener, Clock clock) {
        this.reservations = reservations;
        this.stocks = stocks;
        this.tidy = tidy;
        this.listener = listener;
        this.clock = clock;
    }

    /** Settles every line; returns the reservation as it stands afterwards. */
    public Reservation handle(Reservation reservation) {
        if (reservation.status() == ReservationStatus.RESERVING) {
            return reservation;
        }
        List<Sku> skus = reservation.lines().stream().map(OrderLine::sku).toList();
        List<Stock> crowded = new ArrayList<>();
        for (Sku sku : skus.reversed()) {
            settleLine(reservation, sku).filter(Stock::isCrowded).ifPresent(crowded::add);
        }
        Reservation settled = noteSettled(reservation);
        crowded.forEach(tidy::handle);
        listener.availabilityChanged(skus);
        return settled;
    }

    /** Returns the stock as it was read last. */
    private Optional<Stock> settleLine(Reservation reservation, Sku sku) {
        return OptimisticRetry.run(TRIES, () -> {
            // The stock is read before the reservation is asked: see putBack and Stocks.end.
            Optional<Stock> stock = stocks.find(sku);
            while (stock.isPresent() && !follows(stock.get(), reservation)) {
                stock = stocks.find(sku);
            }
            return stock;
        });
    }

    /**
     * Whether the stock follows the decision. If not, a step was taken towards it, and the stock must be read again.
     *
     * @throws VersionClash when another writer changed the stock first
     */
    private boolean follows(Stock stock, Reservation reservation) {
        OrderId orderId = reservation.orderId();
        Optional<Hold> hold = stock.heldFor(orderId);
        if (hold.isPresent()) {
            return end(stock, orderId, hold.get(), reservation.verdict(stock.sku(), hold.get()));
        }
        Optional<Reservation> parkedFor = parkedFor(reservation, stock);
        if (parkedFor.isPresent()) {
            Hold parked = parkedFor.get().openHold(stock.sku()).orElseThrow();
            return end(stock, orderId, parked, parkedFor.get().verdict(stock.sku(), parked));
        }
        return reservation.status() != ReservationStatus.RETURNED || putBack(orderId, stock);
    }

    /** The reservation, read after the stock, when the hold that is not in the stock is parked and is to end. */
    private Optional<Reservation> parkedFor(Reservation reservation, Stock stock) {
        if (reservation.openHold(stock.sku()).isEmpty() || stock.ended().contains(reservation.orderId())) {
            return Optional.empty();
        }
        return reservations
                .find(reservation.orderId())
                .filter(now -> now.openHold(stock.sku())
                        .filter(parked -> now.verdict(stock.sku(), parked) != Verdict.KEEP)
                        .isPresent());
    }

    /** Whether the hold is to stay; if not, it was ended. */
    private boolean end(Stock stock, OrderId orderId, Hold hold, Verdict verdict) {
        boolean done = switch (verdict) {
            case COMMIT -> stocks.end(stock, orderId, hold, Stocks.Ending.COMMIT);
            case RELEASE -> stocks.end(stock, orderId, hold, Stocks.Ending.RELEASE);
            case PUT_BACK -> stocks.end(stock, orderId, hold, Stocks.Ending.PUT_BACK);
            case DROP -> stocks.drop(stock.sku(), orderId, hold);
            case KEEP -> true;
        };
        if (!done) {
            throw new VersionClash();
        }
        return verdict == Verdict.KEEP;
    }

    /**
     * Puts sold units back exactly once. The stock carries a mark from that write until the reservation has noted it,
     * and the write only works on the version that was read <em>before</em> the reservation was asked: whoever comes
     * late sees either the mark, or the note, or fails.
     *
     * @return whether nothing is left to do
     */
    private boolean putBack(OrderId orderId, Stock stock) {
        if (stock.returned().contains(orderId)) {
            change(orderId, r -> r.notePutBack(stock.sku(), clock.instant()));
            stocks.forgetReturned(stock.sku(), orderId);
            return true;
        }
        Reservation current = reservations.find(orderId).orElseThrow();
        if (current.hasPutBack(stock.sku())) {
            return true;
        }
        int quantity = current.lines().stream()
                .filter(line -> line.sku().equals(stock.sku()))
                .mapToInt(OrderLine::quantity)
                .sum();
        if (!stocks.change(stock, stock.putBack(orderId, quantity), Optional.empty(), clock.instant())) {
            throw new VersionClash();
        }
        return false;
    }

    private Reservation noteSettled(Reservation decided) {
        return decided.isSettled()
                ? decided
                : change(decided.orderId(), current -> {
                    if (current.status() == decided.status()) {
                        current.settle(clock.instant());
                    }
                });
    }

    private Reservation change(OrderId orderId, Consumer<Reservation> step) {
        return OptimisticRetry.run(TRIES, () -> {
            Reservation reservation = reservations.find(orderId).orElseThrow();
            step.accept(reservation);
            reservations.save(reservation);
            return reservation;
        });
    }
}
