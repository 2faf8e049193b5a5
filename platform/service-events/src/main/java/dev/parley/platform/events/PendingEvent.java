package dev.parley.platform.events;

import dev.parley.platform.id.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that is written together with the changed state.
 *
 * @param id its CloudEvents id, the same after any resend
 * @param at when it happened
 * @param actor as in {@code Caller.actor()}
 * @param data a record with {@link EventType}
 * @param destination the destination of a routed event; null for the aggregate's own events
 */
public record PendingEvent(
        String id,
        Instant at,
        String actor,
        Object data,
        @Nullable Destination destination) {

    /**
     * The destination of an event that is written with an aggregate without being one of its own: it has no sequence
     * number, and is never the newest state of a compacted topic. It is sent in order with the others.
     *
     * @param key of the record, and its {@code ce_subject}
     */
    public record Destination(String topic, String key) {}

    public PendingEvent {
        EventType.Of.type(data.getClass());
    }

    /** One of its aggregate's own events: sent to the aggregate's topic with the next sequence number. */
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
