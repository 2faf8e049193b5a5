package dev.parley.cart.cart.domain;

import java.util.List;
import java.util.Optional;

/** Which user each guest became: a copy of what identity-service says. A link never changes. */
public interface GuestLinks {

    Optional<String> userOf(String anonymousId);

    /**
     * In order, those after one (empty for the first), at most {@code limit}: an account may have been any number of
     * guests.
     */
    List<String> guestsOf(String userId, String after, int limit);

    /** Keeps the first link of a guest. */
    void keep(String anonymousId, String userId);
}
