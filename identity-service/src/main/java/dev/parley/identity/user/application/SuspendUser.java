package dev.parley.identity.user.application;

import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/** Suspends an account: its tokens are refused everywhere within a second. */
@ApplicationScoped
public class SuspendUser {

    private static final Logger LOG = Logger.getLogger(SuspendUser.class);

    private final ChangeUser changeUser;
    private final AccountRecords records;
    private final FindUser findUser;
    private final UserSessions sessions;

    SuspendUser(ChangeUser changeUser, AccountRecords records, FindUser findUser, UserSessions sessions) {
        this.changeUser = changeUser;
        this.records = records;
        this.findUser = findUser;
        this.sessions = sessions;
    }

    /**
     * @throws UserProblem.OwnAccount when it is the administrator's own account
     * @throws UserProblem.LastAdministrator when no active administrator would be left
     * @throws UserProblem.UserDeleted when the account is deleted
     */
    public User handle(UserId id, UserId administrator, LongConsumer precondition) {
        if (id.equals(administrator)) {
            throw new UserProblem.OwnAccount();
        }
        sessions.endWith(
                id, () -> changeUser.handle(id, User::suspend, precondition, records.of("user.suspended", id)));
        LOG.infof("User suspended: userId=%s", id);
        return findUser.handle(id);
    }
}
