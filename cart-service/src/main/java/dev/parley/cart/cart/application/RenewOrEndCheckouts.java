package dev.parley.cart.cart.application;

import dev.parley.cart.cart.application.EndCheckout.Outcome;
import dev.parley.cart.cart.domain.CartId;
import dev.parley.cart.cart.domain.CartStatus;
import dev.parley.cart.cart.domain.Carts;
import dev.parley.cart.cart.domain.OrderId;
import dev.parley.cart.cart.domain.Owner;
import dev.parley.platform.WireName;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Recurring job: ends or renews freezes whose lease has expired, because an event is late or order-service crashed
 * before it stored the order. It asks order-service to void the order id, and thaws the cart only when no order can be
 * placed under it.
 */
@ApplicationScoped
class RenewOrEndCheckouts implements RecurringJob<CartId> {

    private static final Logger LOG = Logger.getLogger(RenewOrEndCheckouts.class);

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
    public List<CartId> due(Instant now, int most) {
        return carts.leaseExpiredAt(now, most);
    }

    @Override
    public void handle(CartId id, Instant now) {
        carts.byId(id).filter(cart -> cart.status() == CartStatus.CHECKOUT).ifPresent(cart -> {
            OrderId order = cart.order().orElseThrow();
            if (cart.owner() instanceof Owner.User buyer) {
                Outcome outcome = orders.voidOrFind(order, buyer);
                endCheckout.handle(id, order, outcome);
                if (outcome != Outcome.OPEN) {
                    LOG.infof("Checkout expired: cartId=%s orderId=%s outcome=%s", id, order, WireName.of(outcome));
                }
            }
        });
    }
}
