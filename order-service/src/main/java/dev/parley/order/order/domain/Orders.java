package dev.parley.order.order.domain;

import dev.parley.platform.events.PendingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The repository of orders and of voided order ids, under which no order can be stored. */
public interface Orders {

    Optional<Order> find(OrderId id);

    /** The order, if it belongs to this buyer. */
    Optional<Order> find(OrderId id, BuyerId buyer);

    /**
     * A buyer's orders, newest first, read-only.
     *
     * @param before start after this order; empty for the newest
     */
    List<Order.State> list(BuyerId buyer, Optional<OrderId> before, int most);

    /** Pending orders that are due before this moment, oldest first. */
    List<OrderId> pendingDueBefore(Instant moment, int most);

    /** Orders that ended before this moment and whose payment has not been ended. */
    List<OrderId> unsettledSince(Instant before, int most);

    /**
     * Stores a new order with its events.
     *
     * @throws dev.parley.platform.events.VersionClash when its id or number is taken, or its id is voided
     */
    void insert(Order order);

    /**
     * Stores a changed order with its events; an unchanged one is not written.
     *
     * @param alongside additional events of the same write
     * @throws dev.parley.platform.events.VersionClash when it was changed since it was loaded
     */
    void save(Order order, List<PendingEvent> alongside);

    default void save(Order order) {
        save(order, List.of());
    }

    /** Voids the id; no effect when there is an order. */
    void voidId(OrderId id, BuyerId buyer, Instant now);

    boolean isVoid(OrderId id);
}
