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
 * A new password for whoever knows the current one. Every session but the one it is done in ends, and a mailed reset
 * does not count any more.
 */
@ApplicationScoped
public class ChangePassword {

    private static final Logger LOG = Logger.getLogger(ChangePassword.class);

    /** @param session where it is done */
    public record Command(UserId userId, Optional<SessionId> session, String currentPassword, String newPassword) {

        /** Without the passwords: this may end in a log. */
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
     * @throws WrongPassword when the current one is another
     * @throws dev.parley.identity.user.domain.UserProblem.LockedOut after five of them in a row
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
     * Of two changes at once the second one's current password is not current any more. The account comes last: what
     * fails before has changed nothing that the sessions must end for.
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
