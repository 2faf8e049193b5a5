package dev.parley.catalog.search.kafka;

import dev.parley.catalog.search.application.SearchIndex;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Maps the offsets stored with the index to Kafka's partitions. */
final class StoredOffsets {

    private StoredOffsets() {}

    static Map<TopicPartition, Long> of(SearchIndex index, String topic) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        index.resumeFrom(topic).forEach((number, offset) -> offsets.put(new TopicPartition(topic, number), offset));
        return offsets;
    }
}
