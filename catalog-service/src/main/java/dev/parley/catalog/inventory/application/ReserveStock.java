package dev.parley.catalog.inventory.application;

import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.Hold;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.OrderLine;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.ReservationStatus;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.catalog.inventory.domain.Shortage;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reserves all lines of an order or none. Idempotent: a retry resumes an interrupted attempt.
 *
 * <p>Holds are taken in the order of the SKUs, which prevents deadlocks between orders; the single write of the
 * reservation after them is decisive.
 */
@ApplicationScoped
public class ReserveStock {

    private static final int TRIES = 20;

    private final Reservations reservations;
    private final Stocks stocks;
    private final SettleReservation settle;
    private final TidyStock tidy;
    private final StockListener listener;
    private final Clock clock;
    private final Duration keptFor;
    private final int maxPerOrder;

    public ReserveStock(
            Reservations reservations,
            Stocks stocks,
            SettleReservation settle,
            TidyStock tidy,
            StockListener listener,
            Clock clock,
            @ConfigProperty(name = "parley.inventory.reservation-kept-for", defaultValue = "15m") Duration keptFor,
            @ConfigProperty(name = "parley.inventory.max-per-order", defaultValue = "1000") int maxPerOrder) {
        this.reservations = reservations;
        this.stocks = stocks;
        this.settle = settle;
        this.tidy = tidy;
        this.listener = listener;
        this.clock = clock;
        this.keptFor = keptFor;
        this.maxPerOrder = maxPerOrder;
    }

    /** Returns the resulting reservation. */
    public Reservation handle(OrderId orderId, List<OrderLine> lines) {
        return OptimisticRetry.run(TRIES, () -> {
            Reservation reservation = findOrOpen(orderId, lines);
            if (reservation.status() != ReservationStatus.RESERVING) {
                // Decided already, perhaps while this call was taking holds, which are stray then.
                return settle.handle(reservation);
            }
            decide(reservation);
            ReservationLog.save(reservations, reservation);
            listener.availabilityChanged(
                    reservation.lines().stream().map(OrderLine::sku).toList());
            return reservation.status() == ReservationStatus.REJECTED ? settle.handle(reservation) : reservation;
        });
    }

    private Reservation findOrOpen(OrderId orderId, List<OrderLine> lines) {
        return reservations.find(orderId).orElseGet(() -> {
            // Inserted before the first hold, so that every hold has a reservation.
            Reservation opened = Reservation.open(orderId, lines, clock.instant());
            reservations.insert(opened);
            return opened;
        });
    }

    private void decide(Reservation reservation) {
        Map<Sku, String> tokens = new HashMap<>();
        for (OrderLine line : reservation.lines()) {
            Optional<String> token = hold(reservation.orderId(), line);
            if (token.isEmpty()) {
                reject(reservation);
                return;
            }
            tokens.put(line.sku(), token.get());
        }
        reservation.reserve(tokens, keptFor, clock.instant());
    }

    private void reject(Reservation reservation) {
        List<Shortage> shortages = new ArrayList<>();
        boolean unknown = false;
        boolean overLimit = false;
        for (OrderLine line : reservation.lines()) {
            Optional<Stock> stock = stocks.find(line.sku());
            unknown |= stock.isEmpty();
            boolean held = stock.flatMap(s -> s.heldFor(reservation.orderId())).isPresent();
            int limit = stock.map(this::limit).orElse(maxPerOrder);
            overLimit |= limit < line.quantity();
            int available = Math.min(limit, stock.map(Stock::available).orElse(0));
            if (!held && available < line.quantity()) {
                shortages.add(new Shortage(line.sku(), line.quantity(), available));
            }
        }
        String reason = unknown ? "sku-not-found" : overLimit ? "order-limit-exceeded" : "out-of-stock";
        reservation.reject(shortages, reason, clock.instant());
    }

    /**
     * The token of the order's hold, taken now or by an earlier attempt; empty when stock is insufficient or the limit
     * per order is exceeded.
     *
     * @throws VersionClash when the stock or the reservation was changed concurrently: both must be reloaded
     */
    private Optional<String> hold(OrderId orderId, OrderLine line) {
        if (line.quantity() > maxPerOrder) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Hold hold = new Hold(line.quantity(), Ids.next(), now);
        if (stocks.hold(line.sku(), orderId, hold)) {
            return Optional.of(hold.token());
        }
        // No effect may mean: held already, over the limit per order, insufficient stock now or a moment ago, or too
        // many holds.
        Optional<Stock> stock = stocks.find(line.sku());
        Optional<Hold> held = stock.flatMap(s -> s.heldFor(orderId));
        if (held.isPresent()) {
            return held.map(Hold::token);
        }
        if (stock.isEmpty()
                || stock.get().available() < line.quantity()
                || !stock.get().allowsInOneOrder(line.quantity())) {
            return Optional.empty();
        }
        if (stock.get().isCrowded()) {
            tidy.handle(stock.get());
        }
        throw new VersionClash(); // insufficient stock or too many holds a moment ago, or the order has ended
    }

    private int limit(Stock stock) {
        return Math.min(maxPerOrder, stock.settings().maxPerOrder().orElse(maxPerOrder));
    }
}
