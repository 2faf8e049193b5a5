package dev.parley.order.order.domain;

import dev.parley.platform.events.PendingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every order, and the order ids that were given up before there was one. */
public interface Orders {

    /** What became of an insert. */
    enum Insert {
        STORED,
        /** The id belongs to an order already, or was given up. */
        ID_TAKEN,
        NUMBER_TAKEN
    }

    Optional<Order> find(OrderId id);

    /** The same, if it is this buyer's. */
    Optional<Order> find(OrderId id, BuyerId buyer);

    /**
     * A buyer's orders, newest first.
     *
     * @param before start after this one; empty for the newest
     */
    List<Order> of(BuyerId buyer, Optional<OrderId> before, int most);

    /** Pending orders that are due before this moment, longest first. */
    List<OrderId> pendingDueBefore(Instant moment, int most);

    /** Orders that have ended before this moment and whose payment has not. */
    List<OrderId> unsettledSince(Instant before, int most);

    /** Stores a new order with its events. */
    Insert insert(Order order);

    /**
     * Stores a change with its events; an order that has not changed is not written.
     *
     * @param alongside what else is to be told of it, in the same write
     * @throws dev.parley.platform.events.VersionClash when somebody else changed it in between
     */
    void save(Order order, List<PendingEvent> alongside);

    default void save(Order order) {
        save(order, List.of());
    }

    /** Gives the id up, so that no order can come under it. Changes nothing when there is one. */
    void voidId(OrderId id, BuyerId buyer, Instant now);

    boolean isVoid(OrderId id);
}
