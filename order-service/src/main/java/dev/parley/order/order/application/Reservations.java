package dev.parley.order.order.application;

import dev.parley.order.order.domain.OrderId;

/** The stock reservations of orders, in catalog-service. */
public interface Reservations {

    /** The result of a pin. */
    enum Pin {
        /** The stock is held until the order ends. */
        PINNED,
        /** The reservation has ended. */
        ENDED,
        /** No stock is reserved for this order, or not yet. */
        UNKNOWN
    }

    /**
     * Keeps a reservation from expiring. Idempotent.
     *
     * @throws dev.parley.platform.problem.Problem 503 when catalog-service cannot be reached
     */
    Pin pin(OrderId order);
}
