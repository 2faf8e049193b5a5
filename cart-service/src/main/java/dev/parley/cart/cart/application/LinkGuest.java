package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.GuestLinks;
import dev.parley.cart.cart.domain.Owner;
import jakarta.enterprise.context.ApplicationScoped;

/** A guest has signed in: from now on the guest's cart is the user's. */
@ApplicationScoped
public class LinkGuest {

    private final GuestLinks links;
    private final MergeCarts merge;

    LinkGuest(GuestLinks links, MergeCarts merge) {
        this.links = links;
        this.merge = merge;
    }

    public void handle(String anonymousId, String userId) {
        links.keep(anonymousId, userId);
        // The first link of a guest counts, whatever this event says.
        links.userOf(anonymousId).map(Owner.User::new).ifPresent(merge::handle);
    }
}
