package dev.parley.identity.user.application;

import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/** Reactivates a suspended account. */
@ApplicationScoped
public class ReactivateUser {

    private static final Logger LOG = Logger.getLogger(ReactivateUser.class);

    private final ChangeUser changeUser;
    private final AccountRecords records;

    ReactivateUser(ChangeUser changeUser, AccountRecords records) {
        this.changeUser = changeUser;
        this.records = records;
    }

    /** @throws dev.parley.identity.user.domain.UserProblem.UserDeleted when the account is deleted */
    public User handle(UserId id, LongConsumer precondition) {
        User user = changeUser.handle(id, User::reactivate, precondition, records.of("user.reactivated", id));
        LOG.infof("User reactivated: userId=%s", id);
        return user;
    }
}
