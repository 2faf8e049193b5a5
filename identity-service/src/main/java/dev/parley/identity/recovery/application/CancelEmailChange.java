package dev.parley.identity.recovery.application;

import dev.parley.identity.recovery.domain.MailedToken;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Cancels a pending change of an e-mail address. */
@ApplicationScoped
public class CancelEmailChange {

    private static final Logger LOG = Logger.getLogger(CancelEmailChange.class);

    private final FindEmailChange findEmailChange;
    private final Users users;
    private final Clock clock;

    CancelEmailChange(FindEmailChange findEmailChange, Users users, Clock clock) {
        this.findEmailChange = findEmailChange;
        this.users = users;
        this.clock = clock;
    }

    /** @throws dev.parley.identity.user.domain.UserProblem.NoEmailChange when none is pending */
    public void handle(UserId id) {
        cancel(() -> users.find(id).orElseThrow(() -> Problems.notFound("user")));
    }

    /**
     * Cancels by a mailed token of either address, signed in or not.
     *
     * @throws dev.parley.identity.recovery.domain.RecoveryProblem.InvalidEmailChangeToken when the token is invalid,
     *     expired or used
     */
    public void handle(MailedToken token) {
        cancel(() -> findEmailChange.handle(token).user());
    }

    private void cancel(Supplier<User> account) {
        User cancelled = OptimisticRetry.run(() -> {
            User user = account.get();
            user.cancelEmailChange(clock.instant());
            users.save(user);
            return user;
        });
        LOG.infof("E-mail change canceled: userId=%s", cancelled.id());
    }
}
