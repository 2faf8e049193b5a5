package dev.parley.identity.user.application;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Username;
import dev.parley.identity.user.domain.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Makes an account for a person. */
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

        /** Without the password: this may end in a log. */
        @Override
        public String toString() {
            return "Command[" + userId + "]";
        }
    }

    private final Users users;
    private final Passwords passwords;
    private final Clock clock;

    RegisterUser(Users users, Passwords passwords, Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.clock = clock;
    }

    public User handle(Command command) {
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
