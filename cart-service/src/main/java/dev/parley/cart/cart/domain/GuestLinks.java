package dev.parley.cart.cart.domain;

import java.util.List;
import java.util.Optional;

/** Which user each guest became: a copy of what identity-service says. A link never changes. */
public interface GuestLinks {

    Optional<String> userOf(String anonymousId);

    List<String> guestsOf(String userId);

    /** Keeps the first link of a guest. */
    void keep(String anonymousId, String userId);
}
