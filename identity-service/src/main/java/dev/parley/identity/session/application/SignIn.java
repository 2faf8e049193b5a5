package dev.parley.identity.session.application;

import dev.parley.identity.user.application.Passwords;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.identity.user.domain.Username;
import dev.parley.identity.user.domain.Users;
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
    private final Passwords passwords;
    private final StartSession startSession;
    private final Clock clock;

    SignIn(Users users, Passwords passwords, StartSession startSession, Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.startSession = startSession;
        this.clock = clock;
    }

    /** @throws UserProblem.InvalidCredentials after the same time whether there is such an account or not */
    public SignedIn handle(Name name, String password, Caller caller) {
        Optional<User> found = find(name);
        boolean right =
                passwords.matches(password, found.map(user -> user.state().passwordHash()));
        if (found.isEmpty() || !right) {
            throw new UserProblem.InvalidCredentials();
        }
        User user = signedIn(found.get());
        LOG.infof("User signed in: userId=%s", user.id());
        return startSession.of(user, caller);
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
