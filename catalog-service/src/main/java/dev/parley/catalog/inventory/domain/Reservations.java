package dev.parley.catalog.inventory.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The reservations, one per order. */
public interface Reservations {

    Optional<Reservation> find(OrderId orderId);

    /** Those there are for these orders. */
    List<Reservation> findAll(Collection<OrderId> orderIds);

    /**
     * Stores a new one.
     *
     * @throws dev.parley.platform.events.VersionClash when the order has one already
     */
    void insert(Reservation reservation);

    /**
     * Stores a changed one with its events; without a change nothing is written.
     *
     * @throws dev.parley.platform.events.VersionClash when another writer changed it since it was loaded: nothing is
     *     stored
     */
    void save(Reservation reservation);

    /** Order ids of unpinned reservations whose time is over, at most {@code limit}. */
    List<OrderId> expired(Instant now, int limit);

    /** Order ids whose stock has not followed the decision since before {@code since}, at most {@code limit}. */
    List<OrderId> unsettled(Instant since, int limit);
}
