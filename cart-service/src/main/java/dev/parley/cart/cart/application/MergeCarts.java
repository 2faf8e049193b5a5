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
 * Merges lines into a user's cart: those of the user's guest carts, and those that an order left over in the user's
 * previous cart.
 *
 * <p>Two documents are written one after the other, so a crash may leave a step half done: the source is closed first
 * (it keeps its lines and names their target), the target takes them in a write that carries the source's id, then the
 * source is marked as done. A redelivered event, the user's next request or the recurring job resumes from the stored
 * state; the source's id in the target makes the merge idempotent.
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

    /** Merges as far as possible now. While the user's cart is in checkout, the rest waits for a later call. */
    public void handle(Owner.User user) {
        List<Owner.Guest> guests = links.guestsOf(user, Optional.empty(), PAGE);
        while (!guests.isEmpty()) {
            carts.currentOf(guests).forEach(cart -> close(cart.owner(), user));
            guests = guests.size() < PAGE ? List.of() : links.guestsOf(user, Optional.of(guests.getLast()), PAGE);
        }
        carts.movingTo(user).forEach(this::move);
    }

    /** Moves the lines of one closed cart to their target. */
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
     * Deterministic per source cart, so that concurrent movers of its lines cannot open a second target when the first
     * has been converted in the meantime.
     */
    private static CartId idOfTargetFor(Cart closed) {
        return new CartId(Ids.derive(closed.id().value(), "target"));
    }

    private boolean takeOver(Cart closed, Owner target) {
        // The target is read before the check for an earlier merge: if the lines were merged into a cart that has been
        // converted since, that merge precedes this read.
        Cart cart = carts.current(target).orElseGet(() -> Cart.open(idOfTargetFor(closed), target, clock.instant()));
        if (carts.isMerged(closed.id())) {
            return true;
        }
        if (cart.status() == CartStatus.CHECKOUT) {
            return false;
        }
        cart.takeOver(closed, clock.instant());
        CartLog.save(carts, cart);
        return true;
    }
}
