package dev.parley.platform.privacy;

import dev.parley.platform.events.EventType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is read here of the end of an account.
 *
 * @param phase {@code marked}, and a month later {@code purged}
 * @param guests the anonymous ids that became this user
 */
@EventType("dev.parley.user.deleted.v1")
public record UserDeletedV1(
        String userId, String phase, @Nullable List<String> guests) {

    boolean isPurged() {
        return phase.equals("purged");
    }

    Person person() {
        return new Person(userId, Objects.requireNonNullElse(guests, List.of()));
    }
}
