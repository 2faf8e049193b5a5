package dev.parley.identity.privacy.application;

import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Purges deleted accounts after {@link User#KEPT_AFTER_DELETION}. */
@ApplicationScoped
class PurgeDeletedAccounts implements RecurringJob<UserId> {

    private final Users users;
    private final PurgeAccount purgeAccount;

    PurgeDeletedAccounts(Users users, PurgeAccount purgeAccount) {
        this.users = users;
        this.purgeAccount = purgeAccount;
    }

    @Override
    public String name() {
        return "deleted-accounts";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public List<UserId> due(Instant now, int most) {
        return users.toBePurged(now, most);
    }

    @Override
    public void handle(UserId id, Instant now) {
        purgeAccount.handle(id, List.of());
    }
}
