package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartProblem;
import dev.parley.cart.cart.domain.GuestLinks;
import dev.parley.cart.cart.domain.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Merges a guest's cart at the user's request, before identity-service's event does. */
@ApplicationScoped
public class MergeGuestCart {

    private final GuestLinks links;
    private final CurrentCart current;

    MergeGuestCart(GuestLinks links, CurrentCart current) {
        this.links = links;
        this.current = current;
    }

    /**
     * @param guest one guest; empty for all guests linked to this user
     * @throws CartProblem.GuestNotLinked when no link from that guest to this user is known
     */
    public Optional<Cart> handle(Owner.User user, Optional<Owner.Guest> guest) {
        if (guest.isPresent() && !guest.flatMap(links::userOf).equals(Optional.of(user))) {
            throw new CartProblem.GuestNotLinked();
        }
        return current.mergeAndFind(user);
    }
}
