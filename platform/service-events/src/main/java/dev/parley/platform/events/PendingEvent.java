package dev.parley.platform.events;

import dev.parley.platform.id.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that is written together with the state it tells about.
 *
 * @param id its CloudEvents id, the same after any resend
 * @param at when it happened
 * @param actor who did it, as {@code Caller.actor()} says
 * @param data a record with {@link EventType}: the facts a reader needs
 * @param destination where it goes when it is not one of its aggregate's own events; null for those
 */
public record PendingEvent(
        String id,
        Instant at,
        String actor,
        Object data,
        @Nullable Destination destination) {

    /**
     * Where an event goes that is written with an aggregate without being one of its own: it has no number among them,
     * and is never the newest state of a compacted topic. It is sent in its place between the others.
     *
     * @param key of the record, and its {@code ce_subject}
     */
    public record Destination(String topic, String key) {}

    public PendingEvent {
        EventType.Of.type(data.getClass());
    }

    /** One of its aggregate's own events: it goes to the aggregate's topic under the next number. */
    public PendingEvent(String id, Instant at, String actor, Object data) {
        this(id, at, actor, data, null);
    }

    /** An event with a new id. */
    public static PendingEvent of(Object data, Instant at, String actor) {
        return new PendingEvent(Ids.next(), at, actor, data);
    }

    /** The same event, for another topic than the aggregate's; see {@link Destination}. */
    public PendingEvent routedTo(String topic, String key) {
        return new PendingEvent(id, at, actor, data, new Destination(topic, key));
    }

    boolean isOwn() {
        return destination == null;
    }
}
