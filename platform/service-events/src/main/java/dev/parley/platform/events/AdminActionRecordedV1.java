package dev.parley.platform.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with power over others' things used it. The same in every service, so it is the one event whose shape the
 * platform knows.
 *
 * @param actor as in {@code ce_actor}: {@code user:<id>}
 * @param roles what the actor's token said
 * @param action what was done, past tense, as {@code product.archived}
 * @param changes fields that changed, but for personal ones
 * @param omittedChanges how many changes beyond {@link AdminAction#MOST_CHANGES} are not listed
 * @param personalFields the personal fields that changed: by name, never by value
 * @param address where the request came from; absent for an act without a request
 * @param agent its {@code User-Agent}, shortened
 */
@EventType("dev.parley.admin-action.recorded.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AdminActionRecordedV1(
        String actor,
        List<String> roles,
        String action,
        Target target,
        List<Change> changes,
        int omittedChanges,
        List<String> personalFields,
        @Nullable String address,
        @Nullable String agent,
        @Nullable String requestId,
        Instant at) {

    /** What it was done to: {@code product} and its id. */
    public record Target(String kind, String id) {}

    /** A field's value before and after, as text; absent where there was or is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(
            String field, @Nullable String before, @Nullable String after) {}
}
