package dev.parley.identity.session.domain;

import dev.parley.identity.user.domain.UserId;
import java.util.List;
import java.util.Optional;

/** Every session that has not expired. */
public interface Sessions {

    void add(Session session);

    /**
     * Stores a change with its events. When the session was changed since it was read, the caller reads it and tries
     * again.
     */
    void save(Session session);

    /**
     * Stores that a session has ended, with its events, whatever else was changed since it was read. A refresh at the
     * same time comes before it, or clashes.
     */
    void saveEnd(Session session);

    Optional<Session> find(SessionId id);

    /**
     * A user's sessions that have not ended, newest first.
     *
     * @param before only those that were started before this one
     */
    List<Session> ofUser(UserId user, Optional<SessionId> before, int limit);
}
