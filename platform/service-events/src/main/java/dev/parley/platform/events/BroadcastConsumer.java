package dev.parley.platform.events;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer whose records every instance receives: all partitions, without a group, from the start. The platform runs
 * each CDI bean of this type ({@code @ApplicationScoped}); unless {@link #delaysReadiness} says otherwise, the instance
 * is ready only when it has read what was there when it started. While Kafka is unavailable, a new instance waits and a
 * running one serves.
 */
public interface BroadcastConsumer {

    String topic();

    /**
     * Handles one record, in the order of its partition, on one thread. A transient failure is retried indefinitely; a
     * record that fails three times otherwise, or was not published by the owner of the topic, is logged, counted
     * ({@code broadcast_skipped_total} by reason) and skipped.
     */
    void on(ConsumerRecord<String, byte[]> record);

    /** The offsets to resume from, by partition; stored beside the state built from the topic. */
    default Map<TopicPartition, Long> startFrom() {
        return Map.of();
    }

    /** The maximum age of the records at which a partition without such an offset begins; empty: at its start. */
    default Optional<Duration> reachBack() {
        return Optional.empty();
    }

    /**
     * Called before the first record of a partition, and again after a reconnect.
     *
     * @param offset the first record to be read
     * @param gap whether records before it were removed from the topic, or the topic was recreated, before this
     *     consumer had read them
     */
    default void starting(TopicPartition partition, long offset, boolean gap) {}

    /** Whether a new instance is ready only when this consumer has read what was there at the start. */
    default boolean delaysReadiness() {
        return true;
    }
}
