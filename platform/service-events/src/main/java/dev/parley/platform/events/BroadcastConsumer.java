package dev.parley.platform.events;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer of which every instance hears every record: all partitions, without a group, from the start. The platform runs each CDI bean of this type
 * ({@code @ApplicationScoped}); the instance is ready only when it has heard what was there when it started. Kafka away: a new instance waits, a running one serves.
 */
public interface BroadcastConsumer {

    String topic();

    /**
     * Takes one record, in the order of its partition, on one thread. A failure that will pass is tried again for ever; what fails three times otherwise is logged,
     * counted ({@code broadcast_skipped_total}) and skipped.
     */
    void on(ConsumerRecord<String, byte[]> record);

    /** The offsets to go on from, of the partitions that do not begin at their start; kept beside what is built from the topic. */
    default Map<TopicPartition, Long> startFrom() {
        return Map.of();
    }
}
