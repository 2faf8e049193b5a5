package dev.parley.identity.privacy.application;

import dev.parley.identity.session.application.EndSessions;
import dev.parley.identity.user.application.ChangeUser;
import dev.parley.identity.user.application.FindUser;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.identity.user.domain.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/** Marks an account as deleted: nobody signs in to it again, its tokens are refused everywhere within a second, and a month later it is purged. */
@ApplicationScoped
public class DeleteAccount {

    private static final Logger LOG = Logger.getLogger(DeleteAccount.class);

    private final ChangeUser changeUser;
    private final FindUser findUser;
    private final Users users;
    private final EndSessions endSessions;

    DeleteAccount(ChangeUser changeUser, FindUser findUser, Users users, EndSessions endSessions) {
        this.changeUser = changeUser;
        this.findUser = findUser;
        this.users = users;
        this.endSessions = endSessions;
    }

    /**
     * One that is deleted already stays as it is.
     *
     * @param record what else is to be told of it
     * @throws UserProblem.LastAdministrator when nobody could act as an administrator afterwards
     */
    public void handle(UserId id, LongConsumer precondition, ChangeUser.Record record) {
        User user = findUser.handle(id);
        if (user.state().roles().contains(Role.ADMIN) && !users.hasActiveAdministratorBeside(id)) {
            throw new UserProblem.LastAdministrator();
        }
        endSessions.handle(id, Optional.empty(), () -> changeUser.handle(id, User::delete, precondition, record));
        LOG.infof("User deleted: userId=%s", id);
    }
}
