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
 * Applies the decision of a reservation to the stock: holds become sold or available units, and units of cancelled
 * sales are returned. Idempotent and safe to run concurrently: each hold is ended by the one write that names its
 * token, and units are returned by a write that fails when the stock was changed since the reservation was read.
 */
@ApplicationScoped
public class SettleReservation {

    private static final int TRIES = 20;

    private final Reservations reservations;
    private final Stocks stocks;
    private final TidyStock tidy;
    private final StockListener listener;
    private final WatchLowStock lowStock;
    private final Clock clock;

    public SettleReservation(
            Reservations reservations,
            Stocks stocks,
            TidyStock tidy,
            StockListener listener,
            WatchLowStock lowStock,
            Clock clock) {
        this.reservations = reservations;
        this.stocks = stocks;
        this.tidy = tidy;
        this.listener = listener;
        this.lowStock = lowStock;
        this.clock = clock;
    }

    /** Settles every line; returns the resulting reservation. */
    public Reservation handle(Reservation reservation) {
        if (reservation.status() == ReservationStatus.RESERVING) {
            return reservation;
        }
        List<Sku> skus = reservation.lines().stream().map(OrderLine::sku).toList();
        List<Stock> crowded = new ArrayList<>();
        for (Sku sku : skus.reversed()) {
            Optional<Stock> stock = settleLine(reservation, sku);
            stock.ifPresent(lowStock::check);
            stock.filter(Stock::isCrowded).ifPresent(crowded::add);
        }
        Reservation settled = recordSettled(reservation);
        crowded.forEach(tidy::handle);
        listener.availabilityChanged(skus);
        return settled;
    }

    /** Returns the stock as last read. */
    private Optional<Stock> settleLine(Reservation reservation, Sku sku) {
        return OptimisticRetry.run(TRIES, () -> {
            // The stock is read before the reservation: see putBack and Stocks.end.
            Optional<Stock> stock = stocks.find(sku);
            while (stock.isPresent() && !follows(stock.get(), reservation)) {
                stock = stocks.find(sku);
            }
            return stock;
        });
    }

    /**
     * Whether the stock is settled. If not, one step was taken, and the stock must be reloaded.
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

    /** The reservation, read after the stock, if the hold is parked and has to end. */
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

    /** Whether the hold stays; if not, it was ended. */
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
     * Returns sold units to the stock exactly once. The stock carries a mark from that write until the reservation has
     * recorded it, and the write is conditional on the version read <em>before</em> the reservation: a late caller sees
     * the mark or the record, or its write fails.
     *
     * @return whether the line is settled
     */
    private boolean putBack(OrderId orderId, Stock stock) {
        if (stock.returned().contains(orderId)) {
            change(orderId, r -> r.recordReturned(stock.sku(), clock.instant()));
            stocks.forgetReturned(stock.sku(), orderId);
            return true;
        }
        Reservation current = reservations.find(orderId).orElseThrow();
        if (current.hasReturned(stock.sku())) {
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

    private Reservation recordSettled(Reservation decided) {
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
