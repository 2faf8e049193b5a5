package dev.parley.platform.events;

import dev.parley.platform.id.Ids;
import java.time.Instant;

/**
 * An event that is written together with the state it tells about.
 *
 * @param id its CloudEvents id, the same after any resend
 * @param at when it happened
 * @param actor who did it, as {@code Caller.actor()} says
 * @param data a record with {@link EventType}: the facts a reader needs
 */
public record NewEvent(String id, Instant at, String actor, Object data) {

    public NewEvent {
        EventType.Of.type(data.getClass());
    }

    /** An event with a new id. */
    public static NewEvent of(Object data, Instant at, String actor) {
        return new NewEvent(Ids.next(), at, actor, data);
    }
}
