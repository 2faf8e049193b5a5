package dev.parley.catalog.inventory.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The repository of reservations, one per order. */
public interface Reservations {

    Optional<Reservation> find(OrderId orderId);

    /** The reservations of these orders, as far as they exist. */
    List<Reservation> findAll(Collection<OrderId> orderIds);

    /**
     * Stores a new reservation.
     *
     * @throws dev.parley.platform.events.VersionClash when the order has a reservation already
     */
    void insert(Reservation reservation);

    /**
     * Stores a changed reservation with its events; an unchanged one is not written.
     *
     * @throws dev.parley.platform.events.VersionClash when another writer changed it since it was loaded
     */
    void save(Reservation reservation);

    /** Order ids of expired, unpinned reservations, at most {@code limit}. */
    List<OrderId> expired(Instant now, int limit);

    /** Order ids of reservations that have been unsettled since before {@code since}, at most {@code limit}. */
    List<OrderId> unsettled(Instant since, int limit);
}
