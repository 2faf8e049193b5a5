package dev.parley.identity.session.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every sign-out that is not done. */
public interface SignOuts {

    void add(SignOut signOut);

    /**
     * Stores a change with its events.
     *
     * @throws dev.parley.platform.events.VersionClash when it was changed since it was loaded
     */
    void save(SignOut signOut);

    /** Those that were requested before this moment, longest first: their instance has died. */
    List<SignOutId> openSince(Instant before, int most);

    /** Empty when it is done. */
    Optional<SignOut> find(SignOutId id);
}
