package dev.parley.platform.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A manager or administrator changed something of others. The same in every service, so it is the one event whose
 * format the platform defines.
 *
 * @param actor as in {@code ce_actor}: {@code user:<id>}
 * @param roles the roles in the actor's token
 * @param action past tense, such as {@code product.archived}
 * @param changes changed fields, except personal ones
 * @param omittedChanges the number of changes beyond {@link AdminAction#MOST_CHANGES}
 * @param personalFields the names of changed personal fields, without values
 * @param address the IP address of the request; absent for an action without a request
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

    /** The changed resource: its kind, such as {@code product}, and its id. */
    public record Target(String kind, String id) {}

    /** A field's value before and after, as text; absent where it had none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(
            String field, @Nullable String before, @Nullable String after) {}
}
