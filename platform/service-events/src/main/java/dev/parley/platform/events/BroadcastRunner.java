package dev.parley.platform.events;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs one {@link BroadcastConsumer} on a virtual thread. */
final class BroadcastRunner {

    private static final Logger LOG = Logger.getLogger(BroadcastRunner.class);
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration NEW_PARTITIONS_EVERY = Duration.ofMinutes(1);

    private final BroadcastConsumer target;
    private final KafkaSettings settings;
    private final Handler handler;
    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private final ConsumerThread thread;
    private volatile boolean caughtUp;
    private @Nullable Map<TopicPartition, Long> endAtStart;

    /** Passes a record to its consumer and returns when it is handled. */
    @FunctionalInterface
    interface Handler {
        void handle(BroadcastConsumer consumer, ConsumerRecord<String, byte[]> record);
    }

    BroadcastRunner(BroadcastConsumer target, KafkaSettings settings, Handler handler) {
        this.target = target;
        this.settings = settings;
        this.handler = handler;
        this.thread = new ConsumerThread("broadcast-" + target.topic(), this::open, this::hear);
    }

    void start() {
        thread.start();
    }

    String topic() {
        return target.topic();
    }

    boolean delaysReadiness() {
        return target.delaysReadiness();
    }

    /** Whether everything that was there at the start has been read. */
    boolean caughtUp() {
        return caughtUp;
    }

    void stop() {
        thread.stop(TIMEOUT);
    }

    private Consumer<String, byte[]> open() {
        return new KafkaConsumer<>(
                settings.with(Map.of(
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        KafkaSettings.FETCH_MAX_WAIT_MILLIS)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private void hear(Consumer<String, byte[]> opened) {
        assign(opened);
        if (endAtStart == null) {
            endAtStart = opened.endOffsets(opened.assignment());
        }
        long nextLook = System.nanoTime() + NEW_PARTITIONS_EVERY.toNanos();
        while (true) {
            noteCaughtUp(opened);
            for (ConsumerRecord<String, byte[]> record : opened.poll(POLL)) {
                handler.handle(target, record);
                positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            }
            if (System.nanoTime() - nextLook > 0) {
                assign(opened);
                nextLook = System.nanoTime() + NEW_PARTITIONS_EVERY.toNanos();
            }
        }
    }

    /** Assigns all partitions: each from its position, the offset to resume from, or where a new one begins. */
    private void assign(Consumer<String, byte[]> opened) {
        List<TopicPartition> all = opened.partitionsFor(topic()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (all.isEmpty()) {
            throw new KafkaException("No such topic yet: " + topic());
        }
        if (opened.assignment().size() == all.size()) {
            return;
        }
        Map<TopicPartition, Long> resumeAt = new HashMap<>(target.startFrom());
        resumeAt.putAll(positions);
        Map<TopicPartition, Long> beginnings = opened.beginningOffsets(all);
        Map<TopicPartition, Long> ends = opened.endOffsets(all);
        Map<TopicPartition, Long> fresh = newPartitions(opened, all, beginnings, ends);
        opened.assign(all);
        beginnings.forEach((partition, beginning) -> {
            Long kept = resumeAt.get(partition);
            long end = Objects.requireNonNull(ends.get(partition));
            boolean gap = kept != null && (kept < beginning || kept > end);
            if (gap) {
                LOG.warnf("Records were removed before they were read: partition=%s offset=%d", partition, kept);
            }
            long offset = kept == null ? Objects.requireNonNull(fresh.get(partition)) : gap ? beginning : kept;
            opened.seek(partition, offset);
            positions.put(partition, offset);
            target.starting(partition, offset, gap);
        });
    }

    /** The first offsets of partitions that have not been read yet. */
    private Map<TopicPartition, Long> newPartitions(
            Consumer<String, byte[]> opened,
            List<TopicPartition> all,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends) {
        Optional<Duration> reachBack = target.reachBack();
        if (reachBack.isEmpty()) {
            return beginnings;
        }
        long since = System.currentTimeMillis() - reachBack.get().toMillis();
        Map<TopicPartition, Long> times = new HashMap<>();
        all.forEach(partition -> times.put(partition, since));
        Map<TopicPartition, Long> offsets = new HashMap<>(ends);
        opened.offsetsForTimes(times).forEach((partition, found) -> {
            if (found != null) {
                offsets.put(partition, found.offset());
            }
        });
        return offsets;
    }

    private void noteCaughtUp(Consumer<String, byte[]> opened) {
        if (!caughtUp && endAtStart != null) {
            caughtUp = endAtStart.entrySet().stream().allMatch(end -> opened.position(end.getKey()) >= end.getValue());
        }
    }
}
