package dev.parley.identity.password.application;

import dev.parley.identity.session.application.SignedIn;
import dev.parley.identity.session.application.StartSession;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.identity.user.domain.Username;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Signs a person in by password. */
@ApplicationScoped
public class SignIn {

    private static final Logger LOG = Logger.getLogger(SignIn.class);

    /** The name by which the account is found. */
    public sealed interface Name {
        record ByEmail(Email email) implements Name {}

        record ByUsername(Username username) implements Name {}
    }

    private final Users users;
    private final SignInAttempts attempts;
    private final Passwords passwords;
    private final StartSession startSession;
    private final Clock clock;

    SignIn(Users users, SignInAttempts attempts, Passwords passwords, StartSession startSession, Clock clock) {
        this.users = users;
        this.attempts = attempts;
        this.passwords = passwords;
        this.startSession = startSession;
        this.clock = clock;
    }

    /**
     * @param deviceProof the proof of a device that signed in before ({@link KnownDevices}), which others cannot lock
     *     out
     * @throws UserProblem.LockedOut after five wrong passwords in a row
     * @throws UserProblem.InvalidCredentials after the same time whether the account exists or not
     */
    public SignedIn handle(Name name, String password, Optional<String> deviceProof, Caller caller) {
        Optional<User> found = find(name);
        SignInAttempts.Attempt attempt = attempts.begin(key(name), found, deviceProof);
        boolean right = matches(password, found, attempt);
        if (found.isEmpty() || !right) {
            attempt.fail();
            throw new UserProblem.InvalidCredentials();
        }
        User user = signedIn(found.get());
        attempt.succeed();
        LOG.infof("User signed in: userId=%s", user.id());
        return startSession.of(user, caller);
    }

    private boolean matches(String password, Optional<User> user, SignInAttempts.Attempt attempt) {
        try {
            attempt.delay();
            return passwords.matches(password, user.map(found -> found.state().passwordHash()));
        } catch (Problem notLookedAt) {
            attempt.takeBack();
            throw notLookedAt;
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

    /** The account may have been changed since its password was checked. */
    private User signedIn(User checked) {
        String hash = checked.state().passwordHash();
        return OptimisticRetry.run(() -> {
            User user = users.find(checked.id())
                    .filter(found -> found.state().passwordHash().equals(hash))
                    .orElseThrow(UserProblem.InvalidCredentials::new);
            user.signIn(clock.instant());
            users.saveSignIn(user);
            return user;
        });
    }
}
