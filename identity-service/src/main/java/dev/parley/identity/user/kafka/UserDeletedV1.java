package dev.parley.identity.user.kafka;

import dev.parley.platform.events.EventType;
import dev.parley.platform.privacy.Person;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account was deleted or purged. Like every event of an account it carries the whole public state.
 *
 * @param phase {@code marked}: sign-ins are refused; {@code purged}: every service erases its data of the person
 * @param guests the first {@link Person#GUESTS_AT_ONCE} of the anonymous ids that were linked to this user; only when
 *     it is purged
 * @param guestPages the number of events with these ids, including this one: the others are {@link GuestsPurgedV1};
 *     only when it is purged
 * @param deletedAt when this phase began
 */
@EventType("dev.parley.user.deleted.v1")
record UserDeletedV1(
        String userId,
        String status,
        List<String> roles,
        String plan,
        Instant registeredAt,
        String phase,
        List<String> guests,
        @Nullable Integer guestPages,
        Instant deletedAt) {}
