package dev.parley.identity.recovery.domain;

import dev.parley.identity.user.domain.UserId;
import java.util.Optional;

/** Every proof there is. */
public interface Proofs {

    /** Stores a change. When the proof was changed since it was read, the caller reads it and tries again. */
    void save(Proof proof);

    Optional<Proof> find(UserId user, Purpose purpose);

    Optional<Proof> findByToken(Purpose purpose, String tokenHash);
}
