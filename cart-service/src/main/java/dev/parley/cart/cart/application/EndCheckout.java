package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartId;
import dev.parley.cart.cart.domain.Carts;
import dev.parley.cart.cart.domain.OrderId;
import dev.parley.cart.cart.domain.Owner;
import dev.parley.platform.events.OptimisticRetry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Applies the outcome of an order to the cart that is frozen for it. Idempotent: outcomes may be repeated or late. */
@ApplicationScoped
public class EndCheckout {

    /** The outcome of the order. */
    public enum Outcome {
        /** The order is confirmed. */
        CONFIRMED,
        /** The order failed: rejected, cancelled before confirmation, or never stored. */
        FAILED,
        /** The order is pending: the lease of the cart is renewed. */
        OPEN
    }

    private final Carts carts;
    private final MergeCarts merge;
    private final Clock clock;

    EndCheckout(Carts carts, MergeCarts merge, Clock clock) {
        this.carts = carts;
        this.merge = merge;
        this.clock = clock;
    }

    /**
     * No effect when the cart does not exist: it was erased with its owner.
     *
     * @throws dev.parley.cart.cart.domain.CartProblem.StepImpossible when the confirmed order does not hold the cart
     */
    public void handle(CartId id, OrderId order, Outcome outcome) {
        Optional<Cart> ended = OptimisticRetry.run(() -> {
            Optional<Cart> found = carts.byId(id);
            found.ifPresent(cart -> {
                switch (outcome) {
                    case CONFIRMED -> cart.convert(order, clock.instant());
                    case FAILED -> cart.thaw(order, clock.instant());
                    case OPEN -> cart.renewLease(order, clock.instant());
                }
                CartLog.save(carts, cart);
            });
            return found;
        });
        if (outcome != Outcome.OPEN && ended.map(Cart::owner).orElse(null) instanceof Owner.User buyer) {
            merge.handle(buyer); // lines that this order left over, and merges that waited for its end
        }
    }
}
