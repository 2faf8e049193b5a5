package dev.parley.order.order.application;

import dev.parley.order.order.domain.BuyerId;
import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.Orders;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Returns the outcome of an order id for which a cart is frozen; voids the id when there is no order. */
@ApplicationScoped
public class VoidOrder {

    /** The outcome of the id. */
    public enum State {
        /** The order is pending: the cart stays frozen. */
        OPEN,
        /** There is no order, and none can be placed under the id. */
        VOID,
        /** The order was rejected, or cancelled before confirmation. */
        REFUSED,
        /** The order was confirmed, even if it was cancelled afterwards. */
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
        // Read after the attempt to void: an order may have been stored in the meantime.
        return orders.find(id).map(VoidOrder::stateOf).orElse(State.VOID);
    }

    private static State stateOf(Order order) {
        if (order.isPending()) {
            return State.OPEN;
        }
        return order.wasConfirmed() ? State.CONFIRMED : State.REFUSED;
    }
}
