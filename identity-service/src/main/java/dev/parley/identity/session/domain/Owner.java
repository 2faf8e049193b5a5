package dev.parley.identity.session.domain;

import dev.parley.identity.user.domain.UserId;

/** Whose session it is. */
public sealed interface Owner {

    record Account(UserId userId) implements Owner {}

    /** Somebody who has not said who they are. */
    record Guest(String anonymousId) implements Owner {}
}
