package dev.parley.identity.password.application;

import dev.parley.identity.session.application.EndSessions;
import dev.parley.identity.user.application.ChangeUser;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.identity.user.domain.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Makes the account with the configured address the administrator when there is none, for example after the last one
 * was lost. Its password is replaced by the operator's and its sessions end, because another person may have registered
 * with the address.
 */
@ApplicationScoped
class AppointAdministrator {

    private static final Logger LOG = Logger.getLogger(AppointAdministrator.class);

    private final Users users;
    private final ChangeUser changeUser;
    private final Passwords passwords;
    private final EndSessions endSessions;

    AppointAdministrator(Users users, ChangeUser changeUser, Passwords passwords, EndSessions endSessions) {
        this.users = users;
        this.changeUser = changeUser;
        this.passwords = passwords;
        this.endSessions = endSessions;
    }

    /** @return false when there is an active administrator after all, or the account is deleted */
    boolean handle(Email email, String password) {
        Optional<UserId> account = users.findByEmail(email).map(User::id);
        if (account.isEmpty() || users.hasActiveAdministrator()) { // another instance was first
            return false;
        }
        String hash = passwords.hash(password);
        try {
            endSessions.handle(account.get(), Optional.empty(), () -> appoint(account.get(), hash));
        } catch (UserProblem.UserDeleted deleted) {
            LOG.error("No administrator, and the account with the address for a new one is deleted: configure "
                    + "another address");
            return false;
        }
        LOG.infof("Administrator appointed: userId=%s", account.get());
        return true;
    }

    private void appoint(UserId id, String passwordHash) {
        changeUser.handle(
                id,
                (user, now) -> {
                    Set<Role> roles = Stream.concat(user.state().roles().stream(), Stream.of(Role.ADMIN))
                            .collect(Collectors.toSet());
                    user.reactivate(now);
                    user.changeRoles(roles, now);
                    user.changePassword(passwordHash, now);
                },
                version -> {});
    }
}
