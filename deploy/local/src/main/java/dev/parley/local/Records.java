package dev.parley.local;

import dev.parley.embedded.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the records of some topics without a consumer group, so that it affects no other consumer. */
final class Records implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** @param topics those that the broker does not have are ignored */
    Records(Settings settings, Collection<String> topics) {
        Map<String, Object> kafka = settings.kafka();
        kafka.putAll(Map.of(
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false",
                "default.api.timeout.ms", "10000",
                "fetch.max.bytes", "4194304",
                "max.partition.fetch.bytes", "262144",
                "isolation.level", "read_committed"));
        consumer = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = topicsOf(consumer, settings.kafkaBootstrapServers()).values().stream()
                .flatMap(Collection::stream)
                .filter(partition -> topics.contains(partition.topic()))
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
    }

    private static Map<String, List<PartitionInfo>> topicsOf(KafkaConsumer<?, ?> consumer, String bootstrapServers) {
        try {
            return consumer.listTopics();
        } catch (TimeoutException away) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            throw new UserError(
                    "Kafka does not respond at " + bootstrapServers + "; is Parley running? ./parley status");
        }
    }

    /** The records of every topic of the suite. */
    static Records ofAllTopics(Settings settings) {
        return new Records(settings, Topics.read(settings.topicsFile()).names());
    }

    /** The record at this offset, unless the broker no longer has it. */
    Optional<ConsumerRecord<byte[], byte[]>> at(TopicPartition partition, long offset) {
        if (!partitions.contains(partition)) {
            return Optional.empty();
        }
        long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        if (offset < first || offset >= end) {
            return Optional.empty();
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        List<ConsumerRecord<byte[], byte[]>> found = List.of();
        while (found.isEmpty() && consumer.position(partition) == offset) {
            found = next();
        }
        return found.stream().filter(record -> record.offset() == offset).findFirst();
    }

    /**
     * Passes every record between {@code start} and now to {@code reader}, by time. Only a few records of each
     * partition are in memory.
     */
    void since(Instant start, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        seek(start, ends);
        Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> read = new HashMap<>();
        partitions.forEach(partition -> read.put(partition, new ArrayDeque<>()));
        while (true) {
            List<TopicPartition> lacking = partitions.stream()
                    .filter(partition ->
                            Objects.requireNonNull(read.get(partition)).isEmpty())
                    .filter(partition -> isBefore(consumer.position(partition), partition, ends))
                    .toList();
            if (lacking.isEmpty()) {
                Optional<Deque<ConsumerRecord<byte[], byte[]>>> oldest = read.values().stream()
                        .filter(records -> !records.isEmpty())
                        .min(Comparator.comparingLong(
                                records -> records.element().timestamp()));
                if (oldest.isEmpty()) {
                    return;
                }
                reader.accept(oldest.get().remove());
            } else {
                consumer.pause(partitions);
                consumer.resume(lacking);
                next().stream()
                        .filter(record -> isBefore(record.offset(), partitionOf(record), ends))
                        .forEach(record -> Objects.requireNonNull(read.get(partitionOf(record)))
                                .add(record));
            }
        }
    }

    private void seek(Instant start, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, start.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
        partitions.forEach(partition -> consumer.seek(
                partition,
                Optional.ofNullable(starts.get(partition))
                        .map(OffsetAndTimestamp::offset)
                        .orElse(ends.getOrDefault(partition, 0L))));
    }

    private static boolean isBefore(long offset, TopicPartition partition, Map<TopicPartition, Long> ends) {
        return offset < ends.getOrDefault(partition, 0L);
    }

    private static TopicPartition partitionOf(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** Skips to the end: {@link #next} returns later records. */
    void skipToEnd() {
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** New records; waits a moment for them. */
    List<ConsumerRecord<byte[], byte[]>> next() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.poll(POLL).forEach(records::add);
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** The last header of this name as text. */
    static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }

    /** {@code bytes} as text; a null record reads "(removed)". */
    static String text(byte[] bytes) {
        return bytes == null ? "(removed)" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** One line: the position of the record, its event, and its data. */
    static String line(ConsumerRecord<byte[], byte[]> record) {
        return String.format(
                "%s  %s[%d]@%d  %s #%s  key %s  by %s  %s",
                Instant.ofEpochMilli(record.timestamp()),
                record.topic(),
                record.partition(),
                record.offset(),
                header(record, "ce_type").orElse("?"),
                header(record, "ce_aggregateseq").orElse("?"),
                text(record.key()),
                header(record, "ce_actor").orElse("?"),
                text(record.value()));
    }
}
