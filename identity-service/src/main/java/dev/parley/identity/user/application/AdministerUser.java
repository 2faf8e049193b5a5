package dev.parley.identity.user.application;

import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/**
 * Changes the roles and the subscription of an account. A user who loses a role must sign in again: their tokens, which
 * still name it, are refused within a second.
 */
@ApplicationScoped
public class AdministerUser {

    private final ChangeUser changeUser;
    private final AccountRecords records;
    private final FindUser findUser;
    private final UserSessions sessions;

    AdministerUser(ChangeUser changeUser, AccountRecords records, FindUser findUser, UserSessions sessions) {
        this.changeUser = changeUser;
        this.records = records;
        this.findUser = findUser;
        this.sessions = sessions;
    }

    /** @throws dev.parley.identity.user.domain.UserProblem when a rule refuses it */
    public User handle(UserId id, ChangeUser.Change change, LongConsumer precondition) {
        ChangeUser.Record record = records.of("user.changed", id);
        AtomicBoolean losesARole = new AtomicBoolean();
        sessions.endIf(id, () -> {
            changeUser.handle(id, change, precondition, (before, after) -> {
                losesARole.set(!after.roles().containsAll(before.roles()));
                return record.of(before, after);
            });
            return losesARole.get();
        });
        return findUser.handle(id);
    }
}
