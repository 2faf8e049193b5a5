package dev.parley.identity.session.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The repository of incomplete sign-outs. */
public interface SignOuts {

    void add(SignOut signOut);

    /**
     * Stores a change with its events.
     *
     * @throws dev.parley.platform.events.VersionClash when it was changed since it was loaded
     */
    void save(SignOut signOut);

    /** Incomplete sign-outs that were requested before the given moment, oldest first: their instance has died. */
    List<SignOutId> openSince(Instant before, int most);

    /** Empty when it is complete. */
    Optional<SignOut> find(SignOutId id);
}
