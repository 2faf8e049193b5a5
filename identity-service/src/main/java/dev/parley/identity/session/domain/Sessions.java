package dev.parley.identity.session.domain;

import java.util.Optional;

/** Every session that has not expired. */
public interface Sessions {

    void add(Session session);

    /** Stores a change with its events. When the session was changed since it was read, the caller reads it and tries again. */
    void save(Session session);

    Optional<Session> find(SessionId id);
}
