package dev.parley.platform.events;

import dev.parley.platform.events.AdminActionRecordedV1.Change;
import dev.parley.platform.events.AdminActionRecordedV1.Target;
import dev.parley.platform.http.RequestIds;
import dev.parley.platform.http.RequestOrigin;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The record of administrative acts: who did what to what, from where. It is an event on {@value #TOPIC}, written in
 * the same step as the act itself ({@link PendingEvent#routedTo}), so there is neither an act without its record nor a
 * record of what never happened. Keyed by the target's id.
 *
 * <p>Only managers and administrators make records; what anybody does to what is theirs, and what a service does by
 * itself, is told by the aggregates' own events. The one personal thing in a record is the address the request came
 * from; of personal fields it holds names only.
 */
@ApplicationScoped
public class AdminActions {

    /** Where the records go. */
    public static final String TOPIC = "audit.activity";

    private final Supplier<Caller> caller;
    private final @Nullable RequestOrigin origin;
    private final Clock clock;

    @Inject
    AdminActions(CurrentCaller caller, RequestOrigin origin, Clock clock) {
        this.caller = caller::get;
        this.origin = origin;
        this.clock = clock;
    }

    private AdminActions(Caller caller, Clock clock) {
        this.caller = () -> caller;
        this.origin = null;
        this.clock = clock;
    }

    /** The acts of this caller, outside of any request. */
    public static AdminActions by(Caller caller, Clock clock) {
        return new AdminActions(caller, clock);
    }

    /**
     * Begins the record of an act of the current caller.
     *
     * @param action what is done, past tense: {@code <kind>.<verb>}
     * @param kind what it is done to, as {@code product}
     * @param id that one's id
     */
    public AdminAction record(String action, String kind, String id) {
        Caller who = caller.get();
        Optional<Recorder> recorder = who.hasRole(Roles.MANAGER, Roles.ADMIN)
                ? Optional.of(new Recorder(who, origin, clock))
                : Optional.empty();
        return new AdminAction(TOPIC, recorder, action, new Target(kind, id));
    }

    /** Turns what is known of an act into its event. */
    record Recorder(Caller who, @Nullable RequestOrigin origin, Clock clock) {

        PendingEvent event(String action, Target target, List<Change> changes, int omitted, List<String> personal) {
            var at = clock.instant();
            Optional<RequestOrigin> from = Optional.ofNullable(origin);
            return PendingEvent.of(
                    new AdminActionRecordedV1(
                            who.actor(),
                            who.roles().stream().sorted().toList(),
                            action,
                            target,
                            List.copyOf(changes),
                            omitted,
                            personal,
                            from.flatMap(RequestOrigin::address).orElse(null),
                            from.flatMap(RequestOrigin::agent).orElse(null),
                            RequestIds.current().orElse(null),
                            at),
                    at,
                    who.actor());
        }
    }
}
