package dev.parley.order.order.application;

import dev.parley.order.order.domain.BuyerId;
import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.Orders;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Answers cart-service what became of an order id for which a cart is frozen, and gives the id up when there is no
 * order.
 */
@ApplicationScoped
public class VoidOrder {

    /** What became of the id. */
    public enum State {
        /** The order is not decided: keep the cart frozen. */
        OPEN,
        /** There is no order and none can come. */
        VOID,
        /** The order came to nothing. */
        REFUSED,
        /** The cart is sold, also if the order was cancelled afterwards. */
        CONFIRMED
    }

    private final Orders orders;
    private final Clock clock;

    VoidOrder(Orders orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    public State handle(OrderId id, BuyerId buyer) {
        if (orders.find(id).isEmpty()) {
            orders.voidId(id, buyer, clock.instant());
        }
        // Read after the attempt: an order may have been stored in between.
        return orders.find(id).map(VoidOrder::stateOf).orElse(State.VOID);
    }

    private static State stateOf(Order order) {
        if (order.isPending()) {
            return State.OPEN;
        }
        return order.wasConfirmed() ? State.CONFIRMED : State.REFUSED;
    }
}
