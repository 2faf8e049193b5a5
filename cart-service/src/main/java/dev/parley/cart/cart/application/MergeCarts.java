package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartId;
import dev.parley.cart.cart.domain.CartStatus;
import dev.parley.cart.cart.domain.Carts;
import dev.parley.cart.cart.domain.GuestLinks;
import dev.parley.cart.cart.domain.Owner;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Brings into a user's cart what belongs there: the carts of the guests that the user was, and what an order left of
 * the cart before.
 *
 * <p>Two documents are written, one after the other, so each step may be found half done: the source is closed first
 * (it keeps its lines and says where they go), the target takes them in a write that carries the source's id, then the
 * source is marked as done. Whoever comes next (the event again, the user's next act, the sweep) goes on from what is
 * stored; the id in the target refuses a second time.
 */
@ApplicationScoped
public class MergeCarts {

    private static final int PAGE = 100;

    private final Carts carts;
    private final GuestLinks links;
    private final Clock clock;

    MergeCarts(Carts carts, GuestLinks links, Clock clock) {
        this.carts = carts;
        this.links = links;
        this.clock = clock;
    }

    /** Does what can be done now. What cannot, because the user's cart is in checkout, is done at a later call. */
    public void handle(Owner.User user) {
        List<Owner.Guest> guests = links.guestsOf(user, Optional.empty(), PAGE);
        while (!guests.isEmpty()) {
            carts.currentOf(guests).forEach(cart -> close(cart.owner(), user));
            guests = guests.size() < PAGE ? List.of() : links.guestsOf(user, Optional.of(guests.getLast()), PAGE);
        }
        carts.movingTo(user).forEach(this::move);
    }

    /** Brings the lines of one closed cart where they have to go. */
    void move(Cart closed) {
        closed.moveTo().ifPresent(target -> {
            boolean arrived = OptimisticRetry.run(() -> takeOver(closed, target));
            if (arrived) {
                OptimisticRetry.run(() -> {
                    carts.byId(closed.id()).ifPresent(source -> {
                        source.linesMoved(clock.instant());
                        carts.save(source);
                    });
                    return true;
                });
            }
        });
    }

    private void close(Owner guest, Owner.User user) {
        OptimisticRetry.run(() -> {
            carts.current(guest).ifPresent(cart -> {
                cart.closeForMerge(user, clock.instant());
                carts.save(cart);
            });
            return true;
        });
    }

    /**
     * The same for whoever moves these lines, so that a second cart for them cannot be opened when the first has been
     * bought meanwhile.
     */
    private static CartId idOfTargetFor(Cart closed) {
        return new CartId(Ids.derive(closed.id().value(), "target"));
    }

    private boolean takeOver(Cart closed, Owner target) {
        // The target is read before the question whether it was done: if it was done to a cart that has been bought
        // since, this read is later than that.
        Cart cart = carts.current(target).orElseGet(() -> Cart.open(idOfTargetFor(closed), target, clock.instant()));
        if (carts.isMerged(closed.id())) {
            return true;
        }
        if (cart.status() == CartStatus.CHECKOUT) {
            return false;
        }
        cart.takeOver(closed, clock.instant());
        carts.save(cart);
        return true;
    }
}
