package dev.parley.platform.events;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class BroadcastTest {

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = new Bench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static final class Heard implements BroadcastConsumer {
        final String topic;
        final Map<TopicPartition, Long> startFrom;
        final Optional<Duration> reachBack;
        final List<String> keys = new CopyOnWriteArrayList<>();
        final List<TopicPartition> gaps = new CopyOnWriteArrayList<>();

        Heard(String topic, Map<TopicPartition, Long> startFrom) {
            this(topic, startFrom, Optional.empty());
        }

        Heard(String topic, Map<TopicPartition, Long> startFrom, Optional<Duration> reachBack) {
            this.topic = topic;
            this.startFrom = startFrom;
            this.reachBack = reachBack;
        }

        @Override
        public String topic() {
            return topic;
        }

        @Override
        public void on(ConsumerRecord<String, byte[]> record) {
            keys.add(record.key());
        }

        @Override
        public Map<TopicPartition, Long> startFrom() {
            return startFrom;
        }

        @Override
        public Optional<Duration> reachBack() {
            return reachBack;
        }

        @Override
        public void starting(TopicPartition partition, long offset, boolean gap) {
            if (gap) {
                gaps.add(partition);
            }
        }
    }

    private static BroadcastRunner runner(BroadcastConsumer consumer) {
        return new BroadcastRunner(consumer, bench.kafka, BroadcastConsumer::on);
    }

    private static void publish(String topic, String key, Instant at) {
        var event = CloudEvents.record(topic, key, "test", StoredEvent.of(CounterRaisedV1.event(key, 1)), 1);
        bench.producer
                .send(new ProducerRecord<>(topic, null, at.toEpochMilli(), key, event.value(), event.headers()))
                .join();
    }

    private static void publish(String topic, String key) {
        bench.producer
                .send(CloudEvents.record(topic, key, "test", StoredEvent.of(CounterRaisedV1.event(key, 1)), 1))
                .join();
    }

    @Test
    void everyInstanceReadsEverythingBeforeItIsReady() {
        String topic = bench.topic();
        List<String> before = IntStream.range(0, 100).mapToObj(i -> Ids.next()).toList();
        before.forEach(key -> publish(topic, key));
        Heard one = new Heard(topic, Map.of());
        Heard two = new Heard(topic, Map.of());
        List<BroadcastRunner> runners = List.of(runner(one), runner(two));
        runners.forEach(BroadcastRunner::start);
        await().atMost(Duration.ofSeconds(15)).until(() -> runners.stream().allMatch(BroadcastRunner::caughtUp));
        assertEquals(java.util.Set.copyOf(before), java.util.Set.copyOf(one.keys));
        assertEquals(java.util.Set.copyOf(before), java.util.Set.copyOf(two.keys));
        String later = Ids.next();
        publish(topic, later);
        await().atMost(Duration.ofSeconds(1)).until(() -> one.keys.contains(later) && two.keys.contains(later));
        runners.forEach(BroadcastRunner::stop);
    }

    @Test
    void itIsNotReadyWhileItCatchesUp() {
        String topic = bench.topic();
        publish(topic, Ids.next());
        CountDownLatch release = new CountDownLatch(1);
        BroadcastRunner runner = new BroadcastRunner(new Heard(topic, Map.of()), bench.kafka, (consumer, record) -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        runner.start();
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        assertFalse(runner.caughtUp());
        release.countDown();
        await().atMost(Duration.ofSeconds(10)).until(runner::caughtUp);
        runner.stop();
    }

    @Test
    void itResumesFromItsStoredOffsets() {
        String topic = bench.topic();
        String key = Ids.next();
        publish(topic, key);
        publish(topic, key);
        publish(topic, key);
        int partition = bench.records(topic).getFirst().partition();
        Heard heard = new Heard(topic, Map.of(new TopicPartition(topic, partition), 2L));
        BroadcastRunner runner = runner(heard);
        runner.start();
        await().atMost(Duration.ofSeconds(10)).until(runner::caughtUp);
        assertEquals(1, heard.keys.size());
        runner.stop();
    }

    @Test
    void reportsAGapAndStartsAtTheBeginningWhenItsOffsetIsGone() {
        String topic = bench.topic();
        String key = Ids.next();
        publish(topic, key);
        TopicPartition partition =
                new TopicPartition(topic, bench.records(topic).getFirst().partition());
        Heard heard = new Heard(topic, Map.of(partition, 7L)); // as in the topic before this one
        BroadcastRunner runner = runner(heard);
        runner.start();
        await().atMost(Duration.ofSeconds(10)).until(runner::caughtUp);
        assertEquals(List.of(partition), heard.gaps);
        assertEquals(List.of(key), heard.keys);
        runner.stop();
    }

    @Test
    void startsWithRecentRecordsWithoutAnOffset() {
        String topic = bench.topic();
        String recent = Ids.next();
        publish(topic, Ids.next(), Instant.now().minus(Duration.ofHours(2)));
        publish(topic, recent);
        Heard heard = new Heard(topic, Map.of(), Optional.of(Duration.ofHours(1)));
        BroadcastRunner runner = runner(heard);
        runner.start();
        await().atMost(Duration.ofSeconds(10)).until(runner::caughtUp);
        assertEquals(List.of(recent), heard.keys);
        assertEquals(List.of(), heard.gaps);
        runner.stop();
    }

    @Test
    @Tag("fault")
    void withoutKafkaANewInstanceWaitsAndARunningOneServes() {
        String topic = bench.topic();
        publish(topic, Ids.next());
        Heard running = new Heard(topic, Map.of());
        BroadcastRunner old = runner(running);
        old.start();
        await().atMost(Duration.ofSeconds(10)).until(old::caughtUp);
        bench.stack.kafka().stop();
        BroadcastRunner fresh = runner(new Heard(topic, Map.of()));
        try {
            fresh.start();
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertFalse(fresh.caughtUp());
            assertTrue(old.caughtUp());
        } finally {
            bench.stack.kafka().start();
        }
        await().atMost(Duration.ofSeconds(30)).until(fresh::caughtUp);
        String later = Ids.next();
        publish(topic, later);
        await().atMost(Duration.ofSeconds(15)).until(() -> running.keys.contains(later));
        assertEquals(2, running.keys.size(), "nothing is heard twice");
        fresh.stop();
        old.stop();
    }
}
