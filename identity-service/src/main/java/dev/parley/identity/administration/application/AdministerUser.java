package dev.parley.identity.administration.application;

import dev.parley.identity.session.application.EndSessions;
import dev.parley.identity.user.application.ChangeUser;
import dev.parley.identity.user.application.FindUser;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/**
 * Changes what an account may do: its roles, its subscription. Who loses a role signs in again: their tokens, which
 * still name it, are refused within a second.
 */
@ApplicationScoped
public class AdministerUser {

    private final ChangeUser changeUser;
    private final AccountRecords records;
    private final FindUser findUser;
    private final EndSessions endSessions;

    AdministerUser(ChangeUser changeUser, AccountRecords records, FindUser findUser, EndSessions endSessions) {
        this.changeUser = changeUser;
        this.records = records;
        this.findUser = findUser;
        this.endSessions = endSessions;
    }

    /** @throws dev.parley.identity.user.domain.UserProblem when a rule refuses it */
    public User handle(UserId id, ChangeUser.Change change, LongConsumer precondition) {
        ChangeUser.Record record = records.of("user.changed", id);
        AtomicBoolean losesARole = new AtomicBoolean();
        endSessions.handleIf(id, Optional.empty(), () -> {
            changeUser.handle(id, change, precondition, (before, after) -> {
                losesARole.set(!after.roles().containsAll(before.roles()));
                return record.of(before, after);
            });
            return losesARole.get();
        });
        return findUser.handle(id);
    }
}
