package dev.parley.platform.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Consumes the topic of one channel in a consumer group of its own, {@code <service>-<channel>}. Each partition has a
 * {@link PartitionBacklog}; a full one, because a key is being retried or the work is slow, pauses its partition, and
 * the others continue. Offsets are committed after the effect.
 */
final class ChannelRunner {

    private static final Logger LOG = Logger.getLogger(ChannelRunner.class);
    /** While records are in progress or uncommitted: how often capacity and commits are checked. */
    private static final Duration BUSY_POLL = Duration.ofMillis(200);

    /** Otherwise only a record, a rebalance or the end of this thread needs attention, and each of them ends a poll. */
    private static final Duration IDLE_POLL = Duration.ofSeconds(5);

    private static final Duration COMMIT_EVERY = Duration.ofMillis(500);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    /** The timeout of a commit while Kafka is unavailable. */
    private static final int API_MILLIS = 5_000;

    /** How long the partitions of a killed instance wait until they are reassigned. */
    private static final int SESSION_MILLIS = 10_000;

    /** The same for a named instance, which is expected to restart and keep its partitions. */
    private static final int NAMED_SESSION_MILLIS = 30_000;

    private final Channel channel;
    private final KafkaSettings settings;
    private final MeterRegistry metrics;
    private final java.util.function.Consumer<PartitionBacklog.Item> starter;
    private final Map<TopicPartition, PartitionBacklog> backlogs = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final ConsumerThread thread;
    private volatile int paused;

    /**
     * A channel.
     *
     * @param instance the stable name of this instance of the service, if it has one: no other running instance may
     *     have the same
     */
    record Channel(
            String name,
            String topic,
            String service,
            @Nullable String instance) {

        String group() {
            return service + "-" + name;
        }
    }

    /**
     * @param starter starts the work on a record and returns; {@link PartitionBacklog.Item} reports how the work ends
     */
    ChannelRunner(
            Channel channel,
            KafkaSettings settings,
            MeterRegistry metrics,
            java.util.function.Consumer<PartitionBacklog.Item> starter) {
        this.channel = channel;
        this.settings = settings;
        this.metrics = metrics;
        this.starter = starter;
        this.thread = new ConsumerThread("channel-" + channel.name(), this::open, this::consume);
    }

    void start() {
        Gauge.builder("channel.held", this, ChannelRunner::held)
                .tag("channel", channel.name())
                .register(metrics);
        Gauge.builder("channel.paused.partitions", this, runner -> runner.paused)
                .tag("channel", channel.name())
                .register(metrics);
        thread.start();
    }

    private int held() {
        return backlogs.values().stream().mapToInt(PartitionBacklog::held).sum();
    }

    /** Waits for the work in progress, commits it and leaves the group. */
    void stop() {
        thread.stop(DRAIN.plusMillis(API_MILLIS));
    }

    private Consumer<String, byte[]> open() {
        Map<String, Object> own = new HashMap<>(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                channel.group(),
                ConsumerConfig.CLIENT_ID_CONFIG,
                channel.group(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName(),
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                API_MILLIS,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                KafkaSettings.FETCH_MAX_WAIT_MILLIS,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                SESSION_MILLIS,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                SESSION_MILLIS / 4));
        if (channel.instance() != null) {
            own.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, channel.instance());
            own.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, NAMED_SESSION_MILLIS);
        }
        return new KafkaConsumer<>(settings.with(own), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void consume(Consumer<String, byte[]> consumer) {
        try (KafkaClientMetrics clientMetrics = new KafkaClientMetrics(consumer)) {
            clientMetrics.bindTo(metrics);
            consumer.subscribe(List.of(channel.topic()), new Rebalancing(consumer));
            long nextCommit = System.nanoTime();
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(isIdle() ? IDLE_POLL : BUSY_POLL)) {
                    backlog(record).add(record);
                }
                pauseFull(consumer);
                if (System.nanoTime() - nextCommit > 0) {
                    commit(consumer, backlogs.keySet());
                    nextCommit = System.nanoTime() + COMMIT_EVERY.toNanos();
                }
            }
        } finally {
            finish(consumer);
        }
    }

    private boolean isIdle() {
        return backlogs.entrySet().stream()
                .allMatch(each -> each.getValue().held() == 0
                        && each.getValue().committable() <= committed.getOrDefault(each.getKey(), -1L));
    }

    private PartitionBacklog backlog(ConsumerRecord<?, ?> record) {
        return backlogs.computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()), partition -> new PartitionBacklog(starter));
    }

    private void pauseFull(Consumer<String, byte[]> consumer) {
        backlogs.forEach((partition, backlog) -> {
            if (backlog.isFull()) {
                consumer.pause(List.of(partition));
            } else if (backlog.hasRoom()) {
                consumer.resume(List.of(partition));
            }
        });
        paused = consumer.paused().size();
    }

    private void commit(Consumer<String, byte[]> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            PartitionBacklog backlog = backlogs.get(partition);
            long next = backlog == null ? -1 : backlog.committable();
            if (next > committed.getOrDefault(partition, -1L)) {
                offsets.put(partition, new OffsetAndMetadata(next));
            }
        }
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets);
            offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
        } catch (WakeupException stop) {
            throw stop;
        } catch (KafkaException e) { // the next commit covers it; uncommitted records are read again
            LOG.infof("Offsets not committed yet: group=%s cause=%s", channel.group(), e);
        }
    }

    private void forget(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            PartitionBacklog backlog = backlogs.remove(partition);
            if (backlog != null) {
                backlog.close();
            }
            committed.remove(partition);
        }
    }

    /** Ends the work of this consumer when the instance stops, after waiting for the work in progress. */
    private void finish(Consumer<String, byte[]> consumer) {
        List<PartitionBacklog> ending = List.copyOf(backlogs.values());
        ending.forEach(PartitionBacklog::close);
        if (thread.isStopping()) {
            long deadline = System.nanoTime() + DRAIN.toNanos();
            ending.forEach(backlog -> backlog.awaitIdle(Duration.ofNanos(deadline - System.nanoTime())));
            commit(consumer, List.copyOf(backlogs.keySet()));
        }
        forget(List.copyOf(backlogs.keySet()));
    }

    /** Handles assigned and revoked partitions, on the thread that polls. */
    private final class Rebalancing implements ConsumerRebalanceListener {

        private final Consumer<String, byte[]> consumer;

        Rebalancing(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // the backlog of a partition is created with its first record
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commit(consumer, partitions);
            forget(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            forget(partitions);
        }
    }
}
