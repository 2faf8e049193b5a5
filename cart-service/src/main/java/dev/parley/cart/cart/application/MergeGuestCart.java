package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartProblem;
import dev.parley.cart.cart.domain.GuestLinks;
import dev.parley.cart.cart.domain.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The user asks for what the guest had, instead of waiting until it comes by itself. */
@ApplicationScoped
public class MergeGuestCart {

    private final GuestLinks links;
    private final CurrentCart current;

    MergeGuestCart(GuestLinks links, CurrentCart current) {
        this.links = links;
        this.current = current;
    }

    /**
     * @param anonymousId the guest; empty for every guest that this user was
     * @throws CartProblem.GuestNotLinked when that guest is not known to have become this user
     */
    public Optional<Cart> handle(Owner.User user, Optional<String> anonymousId) {
        boolean foreign =
                anonymousId.isPresent() && !anonymousId.flatMap(links::userOf).equals(Optional.of(user.id()));
        if (foreign) {
            throw new CartProblem.GuestNotLinked();
        }
        return current.gather(user);
    }
}
