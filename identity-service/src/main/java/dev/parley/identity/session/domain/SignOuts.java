package dev.parley.identity.session.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every {@link SignOut} that is not done yet. */
public interface SignOuts {

    void add(SignOut signOut);

    /** Stores, with its event, that no token of the user that was issued before counts. */
    void refuseTokens(SignOut signOut, Instant issuedBefore);

    void done(SignOut signOut);

    /** Those that nobody is about to finish any more: begun before. */
    List<String> leftSince(Instant before, int limit);

    /** The one of this id, unless it is done. */
    Optional<SignOut> find(String id);
}
