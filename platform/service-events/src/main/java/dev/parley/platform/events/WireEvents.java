package dev.parley.platform.events;

import java.util.List;

/**
 * How what happened to an aggregate is told to other services: one bean per aggregate, in its {@code kafka} package.
 * Its repository asks it when it saves, so that state and events are one write ({@link OutboxCollection}).
 *
 * @param <A> the aggregate
 */
public interface WireEvents<A> {

    /**
     * The published form of the events that the aggregate has recorded since it was loaded, in their order.
     *
     * @param actor who did it, as {@code Caller.actor()} says
     */
    List<PendingEvent> of(A aggregate, String actor);
}
