package dev.parley.platform.privacy;

import dev.parley.platform.events.EventType;
import java.util.List;

/**
 * A further page of the anonymous ids that were linked to a purged account: {@link UserDeletedV1} has the first.
 *
 * @param page from 2
 * @param pages the number of pages, including the first
 */
@EventType("dev.parley.user.guests-purged.v1")
public record GuestsPurgedV1(String userId, List<String> guests, int page, int pages) {

    Person person() {
        return new Person(userId, guests);
    }
}
