package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.GuestLinks;
import dev.parley.cart.cart.domain.Owner;
import jakarta.enterprise.context.ApplicationScoped;

/** Stores the link from a guest to a user and merges the guest's cart into the user's. */
@ApplicationScoped
public class LinkGuest {

    private final GuestLinks links;
    private final MergeCarts merge;

    LinkGuest(GuestLinks links, MergeCarts merge) {
        this.links = links;
        this.merge = merge;
    }

    public void handle(Owner.Guest guest, Owner.User user) {
        links.store(guest, user);
        // The first link of a guest counts, whatever this event says.
        links.userOf(guest).ifPresent(merge::handle);
    }
}
