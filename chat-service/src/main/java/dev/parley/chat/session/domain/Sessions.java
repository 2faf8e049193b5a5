package dev.parley.chat.session.domain;

import dev.parley.chat.owner.Owner;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** The repository of sessions. Expired ones are hidden from all readers. */
public interface Sessions {

    /** Stores a new session; no effect when it exists. */
    void insert(Session session);

    /** The session, if it has not expired and its owner is one of {@code theirs}. */
    Optional<Session> find(SessionId id, Predicate<Owner> theirs);

    /**
     * Extends the session by one conditional write; no effect on an expired one, or when a later activity is recorded.
     */
    void touch(SessionId id, Instant now);
}
