package dev.parley.identity.password.application;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Username;
import dev.parley.identity.user.domain.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Registers a user account. */
@ApplicationScoped
public class RegisterUser {

    private static final Logger LOG = Logger.getLogger(RegisterUser.class);

    public record Command(
            UserId userId,
            Email email,
            Optional<Username> username,
            Optional<String> displayName,
            String password,
            Set<Role> roles) {

        private List<String> known() {
            return Stream.of(Optional.of(email.value()), username.map(Username::value), displayName)
                    .flatMap(Optional::stream)
                    .toList();
        }

        /** Omits the password, because this may be logged. */
        @Override
        public String toString() {
            return "Command[" + userId + "]";
        }
    }

    private final Users users;
    private final PasswordRules rules;
    private final Passwords passwords;
    private final Clock clock;

    RegisterUser(Users users, PasswordRules rules, Passwords passwords, Clock clock) {
        this.users = users;
        this.rules = rules;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * @throws dev.parley.platform.problem.Problem 400 when the password is easy to guess
     * @throws dev.parley.identity.user.domain.UserProblem when the e-mail address or the username is taken
     */
    public User handle(Command command) {
        rules.check("password", command.password(), command.known());
        String hash = passwords.hash(command.password());
        User user = User.register(
                command.userId(),
                command.email(),
                command.username(),
                command.displayName(),
                hash,
                command.roles(),
                clock.instant());
        users.add(user);
        LOG.infof("User registered: userId=%s", user.id());
        return user;
    }
}
