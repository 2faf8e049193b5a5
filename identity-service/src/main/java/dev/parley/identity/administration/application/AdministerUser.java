package dev.parley.identity.administration.application;

import dev.parley.identity.user.application.ChangeUser;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.LongConsumer;

/** Changes what an account may do: its roles, its subscription. */
@ApplicationScoped
public class AdministerUser {

    private final ChangeUser changeUser;
    private final AccountRecords records;

    AdministerUser(ChangeUser changeUser, AccountRecords records) {
        this.changeUser = changeUser;
        this.records = records;
    }

    /** @throws dev.parley.identity.user.domain.UserProblem when a rule refuses it */
    public User handle(UserId id, ChangeUser.Change change, LongConsumer precondition) {
        return changeUser.handle(id, change, precondition, records.of("user.changed", id));
    }
}
