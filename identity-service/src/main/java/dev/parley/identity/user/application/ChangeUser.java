package dev.parley.identity.user.application;

import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * Changes an account. Every change that can remove an administrator (roles, suspension, deletion) comes through here,
 * and this class ensures that one always remains: the change is stored first, then the accounts are searched for an
 * active administrator, and without one the change is undone. Of two administrators who act on each other concurrently
 * at least one finds the other's stored change.
 */
@ApplicationScoped
public class ChangeUser {

    private static final Logger LOG = Logger.getLogger(ChangeUser.class);

    /** Applied again to the stored account after a version clash. */
    @FunctionalInterface
    public interface Change {
        void applyTo(User user, Instant now);
    }

    /**
     * Further events of the write that stores the change. A change that is undone records them again, from after to
     * before.
     */
    @FunctionalInterface
    public interface Record {
        List<PendingEvent> of(User.State before, User.State after);
    }

    private final Users users;
    private final Clock clock;

    ChangeUser(Users users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    /**
     * The account as it is stored afterwards; a change without effect stores nothing.
     *
     * @param precondition is given the account's version before the change, and throws when the caller has read another
     * @throws UserProblem when a rule refuses it
     * @throws UserProblem.LastAdministrator when no active administrator would be left
     */
    public User handle(UserId id, Change change, LongConsumer precondition) {
        return handle(id, change, precondition, (before, after) -> List.of());
    }

    /** {@link #handle(UserId, Change, LongConsumer)}, with a record that is stored together with the change. */
    public User handle(UserId id, Change change, LongConsumer precondition, Record record) {
        return OptimisticRetry.run(() -> {
            User user = find(id);
            precondition.accept(user.version());
            User.State before = user.state();
            boolean wasActiveAdministrator = user.isActiveAdministrator();
            change.applyTo(user, clock.instant());
            if (!user.isChanged()) {
                return user;
            }
            boolean removesAdministrator = wasActiveAdministrator && !user.isActiveAdministrator();
            if (removesAdministrator && !users.hasActiveAdministratorBeside(id)) {
                throw new UserProblem.LastAdministrator();
            }
            users.save(user, record.of(before, user.state()));
            if (removesAdministrator && !users.hasActiveAdministrator()) {
                undo(id, before, record);
                throw new UserProblem.LastAdministrator();
            }
            return user;
        });
    }

    private void undo(UserId id, User.State before, Record record) {
        OptimisticRetry.run(() -> {
            User user = find(id);
            User.State changed = user.state();
            user.restoreAccess(before, clock.instant());
            users.save(user, record.of(changed, user.state()));
            return user;
        });
        LOG.warnf("Change undone, no active administrator left: userId=%s", id);
    }

    private User find(UserId id) {
        return users.find(id).orElseThrow(() -> Problems.notFound("user"));
    }
}
