package dev.parley.analytics.activity;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this service reads of the event. */
@EventType("dev.parley.search.performed.v1")
public record SearchPerformedV1(
        String query,
        long results,
        @Nullable String userId,
        @Nullable String anonymousId,
        String source,
        long tookMillis,
        Instant at) {

    /** Whose search it was, as {@code ce_actor} is spelt; empty when nobody knows. */
    Optional<String> asker() {
        return Optional.ofNullable(
                userId != null ? "user:" + userId : anonymousId != null ? "guest:" + anonymousId : null);
    }
}
