package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.OrderId;
import dev.parley.cart.cart.domain.Owner;

/** Asks order-service about an order id. */
public interface OrderVoids {

    /**
     * Says what became of the order; when there is none, none can come under this id from now on.
     *
     * @throws dev.parley.platform.problem.Problem 503 when order-service cannot be reached
     */
    EndCheckout.Outcome voidOrTell(OrderId order, Owner.User buyer);
}
