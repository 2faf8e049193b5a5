package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartId;
import dev.parley.cart.cart.domain.Carts;
import dev.parley.cart.cart.domain.GuestLinks;
import dev.parley.cart.cart.domain.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Finds the caller's current cart; a guest who is linked to a user resolves to the user's cart. */
@ApplicationScoped
public class CurrentCart {

    private final Carts carts;
    private final GuestLinks links;
    private final MergeCarts merge;
    private final Clock clock;

    CurrentCart(Carts carts, GuestLinks links, MergeCarts merge, Clock clock) {
        this.carts = carts;
        this.links = links;
        this.merge = merge;
        this.clock = clock;
    }

    /** The owner of the caller's cart. */
    public Owner resolve(Owner asked) {
        return switch (asked) {
            case Owner.User user -> user;
            case Owner.Guest guest ->
                links.userOf(guest).<Owner>map(user -> user).orElse(guest);
        };
    }

    /** The cart as it is stored. */
    Optional<Cart> read(Owner asked) {
        return carts.current(resolve(asked));
    }

    /** The cart after pending merges into it. */
    Optional<Cart> mergeAndFind(Owner asked) {
        Owner owner = resolve(asked);
        if (owner instanceof Owner.User user) {
            merge.handle(user);
        }
        return carts.current(owner);
    }

    Cart mergeAndFindOrOpen(Owner asked, CartId newId) {
        return mergeAndFind(asked).orElseGet(() -> Cart.open(newId, resolve(asked), clock.instant()));
    }
}
