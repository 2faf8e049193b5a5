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
 * Audit records of administrative actions: actor, action, target, origin. A record is an event on {@value #TOPIC},
 * written in the same step as the action itself ({@link PendingEvent#routedTo}), so there is neither an action without
 * its record nor a record of an action that never happened. Keyed by the target's id.
 *
 * <p>Only managers and administrators make records; users' changes of their own data, and what a service does by
 * itself, are in the aggregates' own events. The only personal data in a record is the IP address of the request; of
 * personal fields it contains only names.
 */
@ApplicationScoped
public class AdminActions {

    /** The topic of the records. */
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

    /** Records of this caller's actions, outside of any request. */
    public static AdminActions by(Caller caller, Clock clock) {
        return new AdminActions(caller, clock);
    }

    /**
     * Begins the record of an action of the current caller.
     *
     * @param action past tense: {@code <kind>.<verb>}
     * @param kind the kind of the target, such as {@code product}
     * @param id the id of the target
     */
    public AdminAction record(String action, String kind, String id) {
        Caller who = caller.get();
        Optional<Recorder> recorder = who.hasRole(Roles.MANAGER, Roles.ADMIN)
                ? Optional.of(new Recorder(who, origin, clock))
                : Optional.empty();
        return new AdminAction(TOPIC, recorder, action, new Target(kind, id));
    }

    /** Turns an action into its event. */
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
