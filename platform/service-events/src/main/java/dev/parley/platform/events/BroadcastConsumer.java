package dev.parley.platform.events;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer of which every instance hears every record: all partitions, without a group, from the start. The platform
 * runs each CDI bean of this type ({@code @ApplicationScoped}); unless {@link #delaysReadiness} says otherwise, the
 * instance is ready only when it has heard what was there when it started. Kafka away: a new instance waits, a running
 * one serves.
 */
public interface BroadcastConsumer {

    String topic();

    /**
     * Takes one record, in the order of its partition, on one thread. A transient failure is retried without end; what
     * fails three times otherwise, or was not published by the owner of the topic, is logged, counted
     * ({@code broadcast_skipped_total} by reason) and skipped.
     */
    void on(ConsumerRecord<String, byte[]> record);

    /** The offsets to resume from, by partition; kept beside what is built from the topic. */
    default Map<TopicPartition, Long> startFrom() {
        return Map.of();
    }

    /**
     * How old the records are at most with which a partition without such an offset begins; empty: it begins at its
     * start.
     */
    default Optional<Duration> reachBack() {
        return Optional.empty();
    }

    /**
     * Called before the first record of a partition, and again after a reconnect.
     *
     * @param offset the first record that will be heard
     * @param gap whether records before it were removed from the topic, or the topic was replaced, before this consumer
     *     had heard them
     */
    default void starting(TopicPartition partition, long offset, boolean gap) {}

    /** Whether a new instance is ready only when this has heard what was there at the start. */
    default boolean delaysReadiness() {
        return true;
    }
}
