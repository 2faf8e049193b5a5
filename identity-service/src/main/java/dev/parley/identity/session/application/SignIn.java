package dev.parley.identity.session.application;

import dev.parley.identity.user.application.LoginAttempts;
import dev.parley.identity.user.application.Passwords;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.identity.user.domain.Username;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Lets a person in by password. */
@ApplicationScoped
public class SignIn {

    private static final Logger LOG = Logger.getLogger(SignIn.class);
    private static final int TRIES = 3;

    /** What a person says they are called. */
    public sealed interface Name {
        record ByEmail(Email email) implements Name {}

        record ByUsername(Username username) implements Name {}
    }

    private final Users users;
    private final LoginAttempts attempts;
    private final Passwords passwords;
    private final StartSession startSession;
    private final Clock clock;

    SignIn(Users users, LoginAttempts attempts, Passwords passwords, StartSession startSession, Clock clock) {
        this.users = users;
        this.attempts = attempts;
        this.passwords = passwords;
        this.startSession = startSession;
        this.clock = clock;
    }

    /**
     * @throws UserProblem.LockedOut after five wrong passwords in a row
     * @throws UserProblem.InvalidCredentials after the same time whether there is such an account or not
     */
    public SignedIn handle(Name name, String password, Caller caller) {
        Optional<User> found = find(name);
        LoginAttempts.Key key = found.map(user -> LoginAttempts.Key.of(user.id()))
                .orElseGet(() -> LoginAttempts.Key.ofUnknown(key(name)));
        attempts.count(key);
        boolean right = matches(password, found, key);
        if (found.isEmpty() || !right) {
            throw new UserProblem.InvalidCredentials();
        }
        User user = signedIn(found.get());
        attempts.forget(key);
        LOG.infof("User signed in: userId=%s", user.id());
        return startSession.of(user, caller);
    }

    private boolean matches(String password, Optional<User> user, LoginAttempts.Key key) {
        try {
            return passwords.matches(password, user.map(found -> found.state().passwordHash()));
        } catch (Problem tooManyAreWaiting) {
            attempts.takeBack(key);
            throw tooManyAreWaiting;
        }
    }

    private static String key(Name name) {
        return switch (name) {
            case Name.ByEmail(Email email) -> email.key();
            case Name.ByUsername(Username username) -> username.key();
        };
    }

    private Optional<User> find(Name name) {
        return switch (name) {
            case Name.ByEmail(Email email) -> users.findByEmail(email);
            case Name.ByUsername(Username username) -> users.findByUsername(username);
        };
    }

    /** An administrator may change the account while its owner signs in: then it is read again. */
    private User signedIn(User user) {
        User current = user;
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            current.signIn(clock.instant());
            if (users.saveSignIn(current)) {
                return current;
            }
            current = users.find(user.id()).orElseThrow(UserProblem.InvalidCredentials::new);
        }
        throw Problems.versionConflict();
    }
}
