package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.OrderId;
import dev.parley.cart.cart.domain.Owner;

/** Voids order ids in order-service. */
public interface OrderVoids {

    /**
     * Returns the outcome of the order. When there is no order, voids the id: no order can be placed under it from then
     * on.
     *
     * @throws dev.parley.platform.problem.Problem 503 when order-service cannot be reached
     */
    EndCheckout.Outcome voidOrFind(OrderId order, Owner.User buyer);
}
