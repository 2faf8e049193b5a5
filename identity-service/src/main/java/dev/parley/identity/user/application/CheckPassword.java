package dev.parley.identity.user.application;

import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.platform.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** A person who is signed in shows that they know the account's password. A wrong one counts as a failed sign-in. */
@ApplicationScoped
public class CheckPassword {

    private final LoginAttempts attempts;
    private final Passwords passwords;

    CheckPassword(LoginAttempts attempts, Passwords passwords) {
        this.attempts = attempts;
        this.passwords = passwords;
    }

    /**
     * @throws UserProblem.WrongPassword when it is another
     * @throws UserProblem.LockedOut after five of them in a row
     */
    public void handle(User user, String password) {
        LoginAttempts.Key key = LoginAttempts.Key.of(user.id());
        attempts.count(key);
        if (!matches(user, password, key)) {
            throw new UserProblem.WrongPassword();
        }
        attempts.forget(key);
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
