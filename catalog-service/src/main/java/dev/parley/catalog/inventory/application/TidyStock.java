package dev.parley.catalog.inventory.application;

import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.ReservationStatus;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.Stocks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Compacts the stock document of a SKU with many open orders, because each write rewrites the document: holds that a
 * reservation records are parked there, and marks that it has recorded are removed. Safe to run at any time, also
 * concurrently.
 */
@ApplicationScoped
public class TidyStock {

    private final Stocks stocks;
    private final Reservations reservations;

    public TidyStock(Stocks stocks, Reservations reservations) {
        this.stocks = stocks;
        this.reservations = reservations;
    }

    /** Compacts the stock, unless another process has done so since it was read. */
    public void handle(Stock read) {
        Set<OrderId> orders = new HashSet<>(read.holds().keySet());
        orders.addAll(read.ended());
        Map<OrderId, Reservation> known = new HashMap<>();
        reservations.findAll(orders).forEach(reservation -> known.put(reservation.orderId(), reservation));
        Predicate<Reservation> counts = r -> r.status() == ReservationStatus.RESERVED
                && r.openHold(read.sku())
                        .map(open -> open.token())
                        .equals(read.heldFor(r.orderId()).map(hold -> hold.token()));
        List<OrderId> parked = read.holds().keySet().stream()
                .filter(order -> known.containsKey(order) && counts.test(known.get(order)))
                .toList();
        List<OrderId> noted = read.ended().stream()
                .filter(order -> !known.containsKey(order) || known.get(order).hasFollowed())
                .toList();
        stocks.tidy(read, parked, noted);
    }
}
