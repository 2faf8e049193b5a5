package dev.parley.cart.cart.domain;

import java.util.List;
import java.util.Optional;

/** Which user each guest has become: a copy of the links that identity-service publishes. A link never changes. */
public interface GuestLinks {

    Optional<Owner.User> userOf(Owner.Guest guest);

    /**
     * The guests that a user was, by id. An account may have been any number of guests.
     *
     * @param after start after this one; empty for the first
     */
    List<Owner.Guest> guestsOf(Owner.User user, Optional<Owner.Guest> after, int most);

    /** Stores the link of a guest that has none; the first one stays. */
    void keep(Owner.Guest guest, Owner.User user);
}
