package dev.parley.catalog.inventory.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The reservations, one per order. */
public interface Reservations {

    Optional<Reservation> find(String orderId);

    /** Those there are for these orders. */
    List<Reservation> findAll(Collection<String> orderIds);

    /** Keeps a new one, version 1; false when the order has one already. */
    boolean insert(Reservation reservation);

    /**
     * Stores a changed one with its events.
     *
     * @throws dev.parley.platform.events.VersionClash when another writer changed it since it was read: nothing is
     *     stored
     */
    void save(Reservation reservation);

    /** Order ids of unpinned reservations whose time is over, at most {@code limit}. */
    List<String> expired(Instant now, int limit);

    /** Order ids whose stock has not followed the decision since before {@code since}, at most {@code limit}. */
    List<String> unsettled(Instant since, int limit);
}
