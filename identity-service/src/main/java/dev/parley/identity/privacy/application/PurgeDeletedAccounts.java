package dev.parley.identity.privacy.application;

import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.Expiry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Purges the accounts that were deleted long enough ago. */
@ApplicationScoped
class PurgeDeletedAccounts implements Expiry {

    private static final Logger LOG = Logger.getLogger(PurgeDeletedAccounts.class);
    private static final int BATCH = 100;

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
    public int sweep(Instant now) {
        List<UserId> due = users.toBePurged(now, BATCH);
        return (int) due.stream().filter(this::purge).count();
    }

    /** One account that cannot be purged for the moment does not hold up the others. */
    private boolean purge(UserId id) {
        try {
            purgeAccount.handle(id, List.of());
            return true;
        } catch (RuntimeException e) {
            LOG.errorf(e, "Not purged, tried later: userId=%s", id);
            return false;
        }
    }
}
