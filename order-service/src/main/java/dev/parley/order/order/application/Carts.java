package dev.parley.order.order.application;

import dev.parley.order.order.domain.BuyerId;
import dev.parley.order.order.domain.CartId;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.OrderLine;
import dev.parley.order.order.domain.Pricing;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** The buyers' carts, in cart-service. */
public interface Carts {

    /** The content of an order at its final prices. */
    record FrozenCart(CartId id, List<OrderLine> lines, Pricing pricing) {}

    /**
     * Freezes the buyer's cart for this order. Idempotent: a retry for the same order gets the same result.
     *
     * @param expectedTotal the highest total that the buyer accepts, if given
     * @throws dev.parley.order.order.domain.OrderProblem when the cart cannot be ordered
     * @throws dev.parley.platform.problem.Problem 503 when cart-service cannot be reached
     */
    FrozenCart freeze(OrderId order, BuyerId buyer, Optional<Money> expectedTotal);
}
