package dev.parley.identity.password.application;

import dev.parley.identity.recovery.domain.EmailChallenges;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.session.application.EndSessions;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem.WrongPassword;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Changes the password of a user who knows the current one. Every other session ends, and a mailed reset token is
 * invalidated.
 */
@ApplicationScoped
public class ChangePassword {

    private static final Logger LOG = Logger.getLogger(ChangePassword.class);

    /** @param session the caller's session, which stays active */
    public record Command(UserId userId, Optional<SessionId> session, String currentPassword, String newPassword) {

        /** Omits the passwords, because this may be logged. */
        @Override
        public String toString() {
            return "Command[" + userId + "]";
        }
    }

    private final Users users;
    private final EmailChallenges challenges;
    private final CheckPassword checkPassword;
    private final PasswordRules rules;
    private final Passwords passwords;
    private final EndSessions endSessions;
    private final Clock clock;

    ChangePassword(
            Users users,
            EmailChallenges challenges,
            CheckPassword checkPassword,
            PasswordRules rules,
            Passwords passwords,
            EndSessions endSessions,
            Clock clock) {
        this.users = users;
        this.challenges = challenges;
        this.checkPassword = checkPassword;
        this.rules = rules;
        this.passwords = passwords;
        this.endSessions = endSessions;
        this.clock = clock;
    }

    /**
     * @throws dev.parley.platform.problem.Problem 400 when the new one is easy to guess
     * @throws WrongPassword when the current one is wrong
     * @throws dev.parley.identity.user.domain.UserProblem.LockedOut after five wrong ones in a row
     */
    public void handle(Command command) {
        UserId id = command.userId();
        User user = find(id);
        rules.check("newPassword", command.newPassword(), user.names());
        checkPassword.handle(user, command.currentPassword());
        String currentHash = user.state().passwordHash();
        String newHash = passwords.hash(command.newPassword());
        endSessions.handle(id, command.session(), () -> change(id, currentHash, newHash));
        LOG.infof("Password changed: userId=%s", id);
    }

    /**
     * Of two concurrent changes the second fails, because its current password is stale. The account is changed last: a
     * failure before has changed nothing for which the sessions must end.
     */
    private void change(UserId id, String currentHash, String newHash) {
        OptimisticRetry.run(() -> {
            challenges.find(id, Purpose.PASSWORD_RESET).ifPresent(challenge -> {
                challenge.spend();
                challenges.save(challenge);
            });
            return id;
        });
        OptimisticRetry.run(() -> {
            User user = find(id);
            if (!user.state().passwordHash().equals(currentHash)) {
                throw new WrongPassword();
            }
            user.changePassword(newHash, clock.instant());
            users.save(user);
            return user;
        });
    }

    private User find(UserId id) {
        return users.find(id).filter(User::isActive).orElseThrow(() -> Problems.notFound("user"));
    }
}
