package dev.parley.platform.events;

import dev.parley.platform.events.AdminActionRecordedV1.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The audit record of one administrative action, created by {@link AdminActions#record}. {@link #events()} goes into
 * the same write as the action:
 *
 * <pre>{@code
 * products.save(archived, adminActions.record("product.archived", "product", id).changed("status", "active", "archived").events());
 * }</pre>
 */
public final class AdminAction {

    /**
     * Further changes are counted, not listed: a record must never become too large to be sent, because later events
     * wait for it.
     */
    public static final int MOST_CHANGES = 100;

    private static final int LONGEST_VALUE = 500;

    private final String topic;
    private final Optional<AdminActions.Recorder> recorder;
    private final String action;
    private final AdminActionRecordedV1.Target target;
    private final List<Change> changes = new ArrayList<>();
    private final TreeSet<String> personal = new TreeSet<>();
    private int omitted;

    AdminAction(
            String topic,
            Optional<AdminActions.Recorder> recorder,
            String action,
            AdminActionRecordedV1.Target target) {
        this.topic = topic;
        this.recorder = recorder;
        this.action = action;
        this.target = target;
    }

    /**
     * Adds a field before and after; null where it is absent. Equal values are not a change. Values are stored as text
     * of at most 500 characters. Never for a personal field: see {@link #personal}.
     */
    public AdminAction changed(String field, @Nullable Object before, @Nullable Object after) {
        String from = text(before);
        String to = text(after);
        if (Objects.equals(before, after)) {
            return this;
        }
        if (changes.size() < MOST_CHANGES) {
            changes.add(new Change(field, from, to));
        } else {
            omitted++;
        }
        return this;
    }

    /** Names personal fields that changed, without their values. */
    public AdminAction personal(String... fields) {
        personal.addAll(List.of(fields));
        return this;
    }

    /** The event to write with the action: one, or none when the actor has no such role. */
    public List<PendingEvent> events() {
        return recorder.map(known -> known.event(action, target, changes, omitted, List.copyOf(personal)))
                .map(event -> event.routedTo(topic, target.id()))
                .map(List::of)
                .orElse(List.of());
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        String text = value.toString();
        return text.codePointCount(0, text.length()) <= LONGEST_VALUE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_VALUE - 1)) + "…";
    }
}
