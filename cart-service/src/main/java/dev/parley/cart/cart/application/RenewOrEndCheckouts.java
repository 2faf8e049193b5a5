package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.Carts;
import dev.parley.cart.cart.domain.OrderId;
import dev.parley.platform.events.Expiry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A freeze whose lease ran out: an event may be on its way, or order-service died before it stored the order. The cart does not decide by itself, it asks
 * order-service to void the order, and only thaws when no order can come any more.
 */
@ApplicationScoped
class RenewOrEndCheckouts implements Expiry {

    private static final int BATCH = 100;

    private final Carts carts;
    private final OrderVoids orders;
    private final EndCheckout endCheckout;

    RenewOrEndCheckouts(Carts carts, OrderVoids orders, EndCheckout endCheckout) {
        this.carts = carts;
        this.orders = orders;
        this.endCheckout = endCheckout;
    }

    @Override
    public String name() {
        return "cart-checkout-leases";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public int sweep(Instant now) {
        List<Cart> due = carts.leaseOverAt(now, BATCH);
        for (Cart cart : due) {
            OrderId order = cart.order().orElseThrow();
            String userId = cart.owner().userId().orElseThrow();
            endCheckout.handle(cart.id(), order, orders.voidOrTell(order, userId));
        }
        return due.size();
    }
}
