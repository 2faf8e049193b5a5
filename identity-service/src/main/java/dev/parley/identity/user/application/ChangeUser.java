package dev.parley.identity.user.application;

import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.Conflicts;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.function.LongConsumer;

/** Changes an account. */
@ApplicationScoped
public class ChangeUser {

    /** What is asked of the account; asked again when others changed it meanwhile. */
    @FunctionalInterface
    public interface Change {
        void applyTo(User user, Instant now);
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
        return Conflicts.retry(() -> {
            User user = find(id);
            precondition.accept(user.version());
            change.applyTo(user, clock.instant());
            if (user.events().isEmpty()) {
                return user;
            }
            users.save(user);
            return find(id);
        });
    }

    private User find(UserId id) {
        return users.find(id).orElseThrow(() -> Problems.notFound("user"));
    }
}
