package dev.parley.identity.privacy.application;

import dev.parley.identity.session.application.EndSessions;
import dev.parley.identity.user.application.ChangeUser;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * Marks an account as deleted: sign-ins are refused, its tokens are refused everywhere within a second, and a month
 * later it is purged.
 */
@ApplicationScoped
public class DeleteAccount {

    private static final Logger LOG = Logger.getLogger(DeleteAccount.class);

    private final ChangeUser changeUser;
    private final EndSessions endSessions;

    DeleteAccount(ChangeUser changeUser, EndSessions endSessions) {
        this.changeUser = changeUser;
        this.endSessions = endSessions;
    }

    /**
     * Idempotent.
     *
     * @param record further events of the same write
     * @throws UserProblem.LastAdministrator when no active administrator would be left
     */
    public void handle(UserId id, LongConsumer precondition, ChangeUser.Record record) {
        endSessions.handle(id, Optional.empty(), () -> changeUser.handle(id, User::delete, precondition, record));
        LOG.infof("User deleted: userId=%s", id);
    }
}
