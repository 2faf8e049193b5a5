package dev.parley.platform.privacy;

import dev.parley.platform.events.EventType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is read here of the end of an account.
 *
 * @param phase {@code marked}, and a month later {@code purged}
 * @param guests the first page of the anonymous ids that became this user
 * @param guestPages how many pages there are; the others are {@link GuestsPurgedV1}. Events of before there were pages
 *     do not have it: they name all guests
 */
@EventType("dev.parley.user.deleted.v1")
public record UserDeletedV1(
        String userId,
        String phase,
        @Nullable List<String> guests,
        @Nullable Integer guestPages) {

    boolean isPurged() {
        return phase.equals("purged");
    }

    Person person() {
        return new Person(userId, Objects.requireNonNullElse(guests, List.of()));
    }

    int pages() {
        return Objects.requireNonNullElse(guestPages, 1);
    }
}
