package dev.parley.identity.password.application;

import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.security.SecurityEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Verifies the password of a user who is signed in. Wrong passwords in a row lock this check for the account, not its
 * sign-in.
 */
@ApplicationScoped
public class CheckPassword {

    private final LoginAttempts attempts;
    private final Passwords passwords;
    private final SecurityEvents events;

    CheckPassword(LoginAttempts attempts, Passwords passwords, SecurityEvents events) {
        this.attempts = attempts;
        this.passwords = passwords;
        this.events = events;
    }

    /**
     * @throws UserProblem.WrongPassword when it is wrong
     * @throws UserProblem.LockedOut after five wrong ones in a row
     */
    public void handle(User user, String password) {
        LoginAttempts.Key key = LoginAttempts.Key.of(user.id());
        count(key, user);
        if (!matches(user, password, key)) {
            events.record(SecurityEvents.SIGN_IN_FAILED, user.id().value(), "wrong-password");
            throw new UserProblem.WrongPassword();
        }
        attempts.forget(key);
    }

    private void count(LoginAttempts.Key key, User user) {
        try {
            attempts.count(key);
        } catch (UserProblem.LockedOut locked) {
            events.record(SecurityEvents.LOCKED_OUT, user.id().value(), "wrong-passwords");
            throw locked;
        }
    }

    private boolean matches(User user, String password, LoginAttempts.Key key) {
        try {
            return passwords.matches(password, Optional.of(user.state().passwordHash()));
        } catch (Problem tooManyAreWaiting) {
            attempts.takeBack(key);
            throw tooManyAreWaiting;
        }
    }
}
