package dev.parley.identity.password.application;

import dev.parley.identity.recovery.application.ClaimAccount;
import dev.parley.identity.recovery.domain.EmailChallenge;
import dev.parley.identity.recovery.domain.EmailChallenges;
import dev.parley.identity.recovery.domain.MailedToken;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.recovery.domain.RecoveryProblem.InvalidResetToken;
import dev.parley.identity.session.application.EndSessions;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.VersionClash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sets a new password by a mailed token. All sessions end, because someone with the old password may use one, and a
 * lock-out is lifted. An unconfirmed address is confirmed, and the account is {@linkplain ClaimAccount claimed}: a
 * person who registered with the address of another loses what they set up.
 */
@ApplicationScoped
public class ResetPassword {

    private static final Logger LOG = Logger.getLogger(ResetPassword.class);

    private final EmailChallenges challenges;
    private final Users users;
    private final LoginAttempts attempts;
    private final PasswordRules rules;
    private final Passwords passwords;
    private final EndSessions endSessions;
    private final ClaimAccount claimAccount;
    private final Clock clock;

    ResetPassword(
            EmailChallenges challenges,
            Users users,
            LoginAttempts attempts,
            PasswordRules rules,
            Passwords passwords,
            EndSessions endSessions,
            ClaimAccount claimAccount,
            Clock clock) {
        this.challenges = challenges;
        this.users = users;
        this.attempts = attempts;
        this.rules = rules;
        this.passwords = passwords;
        this.endSessions = endSessions;
        this.claimAccount = claimAccount;
        this.clock = clock;
    }

    /**
     * @throws InvalidResetToken when it is invalid, expired or used: of two concurrent requests with one token, one
     *     gets this
     * @throws dev.parley.platform.problem.Problem 400 when the new password is easy to guess; the token stays valid
     */
    public void handle(MailedToken token, String newPassword) {
        User user = challenges
                .findByToken(Purpose.PASSWORD_RESET, token.hash())
                .flatMap(challenge -> users.find(challenge.state().user()))
                .filter(User::isActive)
                .orElseThrow(InvalidResetToken::new);
        rules.check("newPassword", newPassword, user.names());
        UserId id = user.id();
        // Only with a valid token: hashing costs a quarter of a second of CPU time.
        String hash = passwords.hash(newPassword);
        if (user.state().emailVerified()) {
            endSessions.handle(id, Optional.empty(), () -> {
                spend(id, token);
                change(id, hash);
            });
        } else {
            spend(id, token);
            claimAccount.handle(id, () -> open(id), it -> it.changePassword(hash, clock.instant()));
        }
        attempts.forget(user.state());
        LOG.infof("Password reset: userId=%s", id);
    }

    private void spend(UserId id, MailedToken token) {
        try {
            User user = users.find(id).orElseThrow(InvalidResetToken::new);
            EmailChallenge challenge = challenges
                    .find(id, Purpose.PASSWORD_RESET)
                    .filter(it -> it.holds(token.hash(), user.state().email(), clock.instant()))
                    .orElseThrow(InvalidResetToken::new);
            challenge.spend();
            challenges.save(challenge);
        } catch (VersionClash usedOrReplaced) {
            throw new InvalidResetToken();
        }
    }

    private void change(UserId id, String hash) {
        OptimisticRetry.run(() -> {
            User user = open(id);
            user.changePassword(hash, clock.instant());
            users.save(user);
            return user;
        });
    }

    private User open(UserId id) {
        return users.find(id).filter(User::isActive).orElseThrow(InvalidResetToken::new);
    }
}
