package dev.parley.identity.privacy.application;

import dev.parley.identity.user.application.AccountRecords;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.LongConsumer;

/** Deletes a user account on behalf of an administrator. */
@ApplicationScoped
public class DeleteUser {

    private final DeleteAccount deleteAccount;
    private final PurgeAccount purgeAccount;
    private final AccountRecords records;

    DeleteUser(DeleteAccount deleteAccount, PurgeAccount purgeAccount, AccountRecords records) {
        this.deleteAccount = deleteAccount;
        this.purgeAccount = purgeAccount;
        this.records = records;
    }

    /**
     * @param now whether it is purged at once, also when it was deleted before
     * @throws UserProblem.OwnAccount when it is the administrator's own account
     */
    public void handle(UserId id, UserId administrator, boolean now, LongConsumer precondition) {
        if (id.equals(administrator)) {
            throw new UserProblem.OwnAccount();
        }
        deleteAccount.handle(id, precondition, records.of("user.deleted", id));
        if (now) {
            purgeAccount.handle(id, records.purged(id));
        }
    }
}
