package dev.parley.identity.user.application;

import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.Conflicts;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.LongConsumer;

/** Changes the name an account shows. */
@ApplicationScoped
public class RenameUser {

    private final Users users;
    private final Clock clock;

    RenameUser(Users users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    /** @param precondition is given the account's version before anything changes, and throws when the caller has read another */
    public User handle(UserId id, String displayName, LongConsumer precondition) {
        return Conflicts.retry(() -> {
            User user = users.find(id).orElseThrow(() -> Problems.notFound("user"));
            precondition.accept(user.version());
            user.rename(displayName, clock.instant());
            users.save(user);
            return users.find(id).orElseThrow(() -> Problems.notFound("user"));
        });
    }
}
