package dev.parley.chat.session.domain;

import dev.parley.chat.owner.Owner;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** The sessions. An expired one is absent for every reader. */
public interface Sessions {

    /** Stores a new session; no effect when it is there already. */
    void insert(Session session);

    /** The session, if it has not expired and its owner is one of {@code theirs}. */
    Optional<Session> find(SessionId id, Predicate<Owner> theirs);

    /**
     * Prolongs the session by one conditional write; no effect on an expired one, or when a later activity is noted.
     */
    void touch(SessionId id, Instant now);
}
