package dev.parley.identity.recovery.domain;

import dev.parley.identity.user.domain.UserId;
import java.util.Optional;

/** Every challenge there is. */
public interface EmailChallenges {

    /** Stores a change. When the challenge was changed since it was read, the caller reads it and tries again. */
    void save(EmailChallenge challenge);

    Optional<EmailChallenge> find(UserId user, Purpose purpose);

    Optional<EmailChallenge> findByToken(Purpose purpose, String tokenHash);
}
