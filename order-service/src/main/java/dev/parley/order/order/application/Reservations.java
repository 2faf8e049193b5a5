package dev.parley.order.order.application;

import dev.parley.order.order.domain.OrderId;

/** The stock that is held for orders, in catalog-service. */
public interface Reservations {

    /** What a pin met. */
    enum Pin {
        /** It is held until the order ends. */
        PINNED,
        /** It was released before. */
        ENDED,
        /** Nothing is reserved for this order, or not yet. */
        UNKNOWN
    }

    /**
     * Keeps a reservation from expiring. Repeated it changes nothing.
     *
     * @throws dev.parley.platform.problem.Problem 503 when catalog-service cannot be reached
     */
    Pin pin(OrderId order);
}
