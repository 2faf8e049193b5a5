package dev.parley.platform.events;

import dev.parley.platform.events.AdminActionRecordedV1.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told of one administrative act, made by {@link AdminActions#record}. {@link #events()} goes into the
 * very write that does it:
 *
 * <pre>{@code
 * products.save(archived, adminActions.record("product.archived", "product", id).changed("status", "active", "archived").events());
 * }</pre>
 */
public final class AdminAction {

    /**
     * More changes than this are counted, not listed: a record must never grow too large to be sent, for what comes
     * after it waits.
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
     * A field before and after; null where there was or is none. Equal values are no change. Values are kept as text of
     * at most 500 characters. Never for a field that says something about a person: see {@link #personal}.
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

    /** Names personal fields that changed; their values stay where they are. */
    public AdminAction personal(String... fields) {
        personal.addAll(List.of(fields));
        return this;
    }

    /** The event to write with the act: one, or none where nobody with such a role acts. */
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
