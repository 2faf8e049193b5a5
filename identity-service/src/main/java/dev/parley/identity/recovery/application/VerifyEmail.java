package dev.parley.identity.recovery.application;

import dev.parley.identity.recovery.domain.EmailChallenge;
import dev.parley.identity.recovery.domain.EmailChallenges;
import dev.parley.identity.recovery.domain.MailedToken;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.recovery.domain.RecoveryProblem.InvalidVerificationToken;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.VersionClash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Verifies the e-mail address of an account by a mailed token. */
@ApplicationScoped
public class VerifyEmail {

    private static final Logger LOG = Logger.getLogger(VerifyEmail.class);

    private final EmailChallenges challenges;
    private final Users users;
    private final ClaimAccount claimAccount;
    private final Clock clock;

    VerifyEmail(EmailChallenges challenges, Users users, ClaimAccount claimAccount, Clock clock) {
        this.challenges = challenges;
        this.users = users;
        this.claimAccount = claimAccount;
        this.clock = clock;
    }

    /**
     * The token is consumed last: if the process dies before, the link still works.
     *
     * @param signedInAs the user of the access token in the request: a person who is not signed in to the account
     *     {@linkplain ClaimAccount claims} it
     * @throws InvalidVerificationToken when it is invalid, expired or used: of two concurrent requests with one token,
     *     one gets this
     */
    public void handle(MailedToken token, Optional<UserId> signedInAs) {
        EmailChallenge challenge = challenges
                .findByToken(Purpose.EMAIL_VERIFICATION, token.hash())
                .orElseThrow(InvalidVerificationToken::new);
        UserId id = challenge.state().user();
        if (signedInAs.equals(Optional.of(id))
                || proven(challenge, token).state().emailVerified()) {
            OptimisticRetry.run(() -> {
                User user = proven(challenge, token);
                user.verifyEmail(clock.instant());
                users.save(user);
                return user;
            });
        } else {
            claimAccount.handle(id, () -> proven(challenge, token), user -> {});
        }
        try {
            challenge.spend();
            challenges.save(challenge);
        } catch (VersionClash usedOrReplaced) {
            throw new InvalidVerificationToken();
        }
        LOG.infof("E-mail verified: userId=%s", id);
    }

    private User proven(EmailChallenge challenge, MailedToken token) {
        return users.find(challenge.state().user())
                .filter(User::isActive)
                .filter(it -> challenge.holds(token.hash(), it.state().email(), clock.instant()))
                .orElseThrow(InvalidVerificationToken::new);
    }
}
