package dev.parley.analytics.activity;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of the event that this service reads. */
@EventType("dev.parley.search.performed.v1")
public record SearchPerformedV1(
        String query,
        long results,
        @Nullable String userId,
        @Nullable String anonymousId,
        String source,
        long tookMillis,
        Instant at) {

    /** The searching user or guest, in the form of {@code ce_actor}; empty when unknown. */
    Optional<String> asker() {
        return Optional.ofNullable(
                userId != null ? "user:" + userId : anonymousId != null ? "guest:" + anonymousId : null);
    }
}
