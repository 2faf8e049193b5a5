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

/** The order for which a cart was frozen has gone on. Each outcome may be told more than once, and late. */
@ApplicationScoped
public class EndCheckout {

    /** What became of the order. */
    public enum Outcome {
        /** It is sold. */
        CONFIRMED,
        /** It came to nothing: refused, cancelled before it was confirmed, or never stored. */
        GIVEN_BACK,
        /** It is not decided: the cart stays frozen for another while. */
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
     * Nothing happens to a cart that is not there any more: its owner was erased, and it with them.
     *
     * @throws dev.parley.cart.cart.domain.CartProblem.StepImpossible when it was confirmed although it does not hold
     *     the cart
     */
    public void handle(CartId id, OrderId order, Outcome outcome) {
        Optional<Cart> ended = OptimisticRetry.run(() -> {
            Optional<Cart> found = carts.byId(id);
            found.ifPresent(cart -> {
                switch (outcome) {
                    case CONFIRMED -> cart.convert(order, clock.instant());
                    case GIVEN_BACK -> cart.thaw(order, clock.instant());
                    case OPEN -> cart.renewLease(order, clock.instant());
                }
                carts.save(cart);
            });
            return found;
        });
        if (outcome != Outcome.OPEN && ended.map(Cart::owner).orElse(null) instanceof Owner.User buyer) {
            merge.handle(buyer); // what this order left over, and what had to wait for its end
        }
    }
}
