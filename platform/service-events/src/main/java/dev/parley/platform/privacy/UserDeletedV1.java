package dev.parley.platform.privacy;

import dev.parley.platform.events.EventType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an account's deletion that are read here.
 *
 * @param phase {@code marked}, and a month later {@code purged}
 * @param guests the first page of the anonymous ids linked to this user
 * @param guestPages the number of pages; the others are {@link GuestsPurgedV1}. Events from before there were pages
 *     lack it: they name all guests
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
