package dev.parley.identity.user.application;

import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.Conflicts;
import dev.parley.platform.events.NewEvent;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;

/** Changes an account. */
@ApplicationScoped
public class ChangeUser {

    /** What is asked of the account; asked again when others changed it meanwhile. */
    @FunctionalInterface
    public interface Change {
        void applyTo(User user, Instant now);
    }

    /** What is to be told of a change beside the account's own events. */
    @FunctionalInterface
    public interface Record {
        List<NewEvent> of(User.State before, User.State after);
    }

    private final Users users;
    private final Clock clock;

    ChangeUser(Users users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    /**
     * The account as it is stored afterwards; a change to what is there already stores nothing.
     *
     * @param precondition is given the account's version before anything changes, and throws when the caller has read another
     * @throws dev.parley.identity.user.domain.UserProblem when a rule refuses it
     */
    public User handle(UserId id, Change change, LongConsumer precondition) {
        return handle(id, change, precondition, (before, after) -> List.of());
    }

    /** {@link #handle(UserId, Change, LongConsumer)}, with a record that is stored together with the change. */
    public User handle(UserId id, Change change, LongConsumer precondition, Record record) {
        return Conflicts.retry(() -> {
            User user = find(id);
            precondition.accept(user.version());
            User.State before = user.state();
            change.applyTo(user, clock.instant());
            if (user.events().isEmpty()) {
                return user;
            }
            users.save(user, record.of(before, user.state()));
            return find(id);
        });
    }

    private User find(UserId id) {
        return users.find(id).orElseThrow(() -> Problems.notFound("user"));
    }
}
