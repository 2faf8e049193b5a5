package dev.parley.identity.recovery.domain;

import dev.parley.identity.user.domain.UserId;
import java.util.Optional;

/** The repository of e-mail challenges. */
public interface EmailChallenges {

    /**
     * Stores a new or changed challenge.
     *
     * @throws dev.parley.platform.events.VersionClash when it was changed since it was loaded
     */
    void save(EmailChallenge challenge);

    Optional<EmailChallenge> find(UserId user, Purpose purpose);

    Optional<EmailChallenge> findByToken(Purpose purpose, String tokenHash);
}
