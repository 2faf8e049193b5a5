package dev.parley.cart.cart.domain;

import java.util.List;
import java.util.Optional;

/** The links from guests to users: a copy of those that identity-service publishes. A link never changes. */
public interface GuestLinks {

    Optional<Owner.User> userOf(Owner.Guest guest);

    /**
     * The guests linked to a user, by id. A user may have any number of them.
     *
     * @param after start after this guest; empty for the first
     */
    List<Owner.Guest> guestsOf(Owner.User user, Optional<Owner.Guest> after, int most);

    /** Stores the link of a guest; no effect when the guest is linked already. */
    void store(Owner.Guest guest, Owner.User user);
}
