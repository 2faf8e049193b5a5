package dev.parley.identity.privacy.application;

import dev.parley.identity.guest.LinkGuest;
import dev.parley.identity.mail.Mails;
import dev.parley.identity.password.application.LoginAttempts;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.PendingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Purges a deleted account, and tells every service to erase its person. */
@ApplicationScoped
public class PurgeAccount {

    private static final Logger LOG = Logger.getLogger(PurgeAccount.class);

    private final Users users;
    private final LinkGuest guests;
    private final Mails mails;
    private final LoginAttempts attempts;
    private final Clock clock;

    PurgeAccount(Users users, LinkGuest guests, Mails mails, LoginAttempts attempts, Clock clock) {
        this.users = users;
        this.guests = guests;
        this.mails = mails;
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * Idempotent.
     *
     * @param alongside further events of the same write
     */
    public void handle(UserId id, List<PendingEvent> alongside) {
        boolean purged = OptimisticRetry.run(() -> {
            Optional<User> found = users.find(id);
            found.ifPresent(user -> {
                // by its names, which are known only as long as the account has them
                mails.forget(user.state().email());
                attempts.forget(user.state());
                user.purge(guests.of(id.value()), clock.instant());
                users.purge(user, alongside);
            });
            return found.isPresent();
        });
        if (purged) {
            LOG.infof("User purged: userId=%s", id);
        }
    }
}
