package dev.parley.identity.user.domain;

import java.time.Instant;
import java.util.List;

/** An event of an account. */
public sealed interface UserEvent {

    Instant at();

    record Registered(Instant at) implements UserEvent {}

    record SignedIn(Instant at) implements UserEvent {}

    /** @param changed the names of the changed parts */
    record Updated(List<String> changed, Instant at) implements UserEvent {
        public Updated {
            changed = List.copyOf(changed);
        }
    }

    record Suspended(Instant at) implements UserEvent {}

    record Deleted(Instant at) implements UserEvent {}

    /** @param guests the anonymous ids that were linked to this account */
    record Purged(List<String> guests, Instant at) implements UserEvent {
        public Purged {
            guests = List.copyOf(guests);
        }
    }
}
