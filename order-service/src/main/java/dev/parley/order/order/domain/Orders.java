package dev.parley.order.order.domain;

import dev.parley.platform.events.PendingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every order, and the voided order ids: no order can come under one of those. */
public interface Orders {

    Optional<Order> find(OrderId id);

    /** The same, if it is this buyer's. */
    Optional<Order> find(OrderId id, BuyerId buyer);

    /**
     * A buyer's orders, newest first, to look at.
     *
     * @param before start after this one; empty for the newest
     */
    List<Order.State> list(BuyerId buyer, Optional<OrderId> before, int most);

    /** Pending orders that are due before this moment, longest first. */
    List<OrderId> pendingDueBefore(Instant moment, int most);

    /** Orders that have ended before this moment and whose payment has not. */
    List<OrderId> unsettledSince(Instant before, int most);

    /**
     * Stores a new order with its events.
     *
     * @throws dev.parley.platform.events.VersionClash when its id or its number is taken, or its id is void
     */
    void insert(Order order);

    /**
     * Stores a change with its events; an order that has not changed is not written.
     *
     * @param alongside other events of the same write
     * @throws dev.parley.platform.events.VersionClash when it was changed since it was loaded
     */
    void save(Order order, List<PendingEvent> alongside);

    default void save(Order order) {
        save(order, List.of());
    }

    /** Voids the id. Changes nothing when there is an order. */
    void voidId(OrderId id, BuyerId buyer, Instant now);

    boolean isVoid(OrderId id);
}
