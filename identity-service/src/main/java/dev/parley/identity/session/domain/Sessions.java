package dev.parley.identity.session.domain;

import dev.parley.identity.user.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The repository of sessions that have not expired. */
public interface Sessions {

    void add(Session session);

    /**
     * Stores a change with its events; a session that has not changed is not written.
     *
     * @throws dev.parley.platform.events.VersionClash when it was changed since it was loaded
     */
    void save(Session session);

    /**
     * Stores the end of a session with its events, regardless of other changes since it was loaded. A concurrent
     * refresh comes before it, or clashes.
     */
    void saveEnd(Session session);

    Optional<Session> find(SessionId id);

    /**
     * A user's sessions that have not ended, newest first.
     *
     * @param before only those that were started before this one
     */
    List<Session> ofUser(UserId user, Optional<SessionId> before, int most);

    /** A projection of the same sessions. */
    List<Summary> list(UserId user, Optional<SessionId> before, int most);

    /** A session as its owner sees it. */
    record Summary(SessionId id, Device device, Instant startedAt, Instant lastUsedAt, Instant expiresAt) {}
}
