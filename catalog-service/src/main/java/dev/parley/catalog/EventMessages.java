package dev.parley.catalog;

/**
 * How the events of an aggregate look on the wire. Known to the Kafka side of the aggregate, needed by its storage,
 * which writes state and events together.
 *
 * @param <E> the aggregate's domain events
 */
public interface EventMessages<E> {

    /** The wire record of an event. */
    Object of(E event);
}
