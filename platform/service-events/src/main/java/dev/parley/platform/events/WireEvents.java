package dev.parley.platform.events;

import java.util.List;

/**
 * Translates the events of an aggregate to wire events: one bean per aggregate, in its {@code kafka} package. Its
 * repository calls it when it saves, so that state and events are one write ({@link OutboxCollection}).
 *
 * @param <A> the aggregate
 */
public interface WireEvents<A> {

    /**
     * The wire events for the events that the aggregate has recorded since it was loaded, in their order.
     *
     * @param actor as in {@code Caller.actor()}
     */
    List<PendingEvent> of(A aggregate, String actor);
}
