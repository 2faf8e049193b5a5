package dev.parley.platform.events;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.id.Ids;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ChannelRunnerTest {

    private static Bench bench;

    private final String topic = bench.topic();
    private final List<ChannelRunner> running = new ArrayList<>();

    @BeforeAll
    static void start() {
        bench = new Bench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @AfterEach
    void stopRunners() {
        running.forEach(ChannelRunner::stop);
    }

    private ChannelRunner runner(String channel, @Nullable String instance, Consumer<PartitionBacklog.Item> work) {
        ChannelRunner runner = new ChannelRunner(
                new ChannelRunner.Channel(channel, topic, "test-service", instance),
                bench.kafka,
                new SimpleMeterRegistry(),
                work);
        running.add(runner);
        runner.start();
        return runner;
    }

    private ChannelRunner runner(String channel, Collection<String> heard) {
        return runner(channel, null, item -> {
            heard.add(item.message().key());
            item.done();
        });
    }

    private List<String> publish(int keys) {
        List<String> published =
                IntStream.range(0, keys).mapToObj(i -> Ids.next()).toList();
        IntStream.range(0, keys).forEach(i -> publish(i % 3, published.get(i)));
        return published;
    }

    private void publish(int partition, String key) {
        bench.producer
                .send(new ProducerRecord<>(topic, partition, key, "{}".getBytes(StandardCharsets.UTF_8)))
                .join();
    }

    private static List<MemberDescription> members(String group) throws Exception {
        try (Admin admin = Admin.create(bench.kafka.with(Map.of()))) {
            return List.copyOf(admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members());
        }
    }

    @Test
    void twoChannelsOfOneTopicEachReadEverything() {
        List<String> one = new CopyOnWriteArrayList<>();
        List<String> two = new CopyOnWriteArrayList<>();
        runner("one-" + topic, one);
        runner("two-" + topic, two);
        Set<String> keys = Set.copyOf(publish(50));
        await().atMost(Duration.ofSeconds(15)).until(() -> one.size() == 50 && two.size() == 50);
        assertEquals(keys, Set.copyOf(one));
        assertEquals(keys, Set.copyOf(two));
    }

    @Test
    void recordsFromTheFirstUnfinishedOneAreReadAgain() {
        // Given four records of one partition, of which the first and the last are done
        List<PartitionBacklog.Item> taken = new CopyOnWriteArrayList<>();
        ChannelRunner first = runner("orders-" + topic, null, taken::add);
        List.of("a", "b", "c", "d").forEach(key -> publish(0, key));
        await().atMost(Duration.ofSeconds(15)).until(() -> taken.size() == 4);
        taken.get(0).done();
        taken.get(3).done();
        taken.get(1).abandon();
        taken.get(2).abandon();

        // When the instance stops and another one takes over
        first.stop();
        List<String> again = new CopyOnWriteArrayList<>();
        runner("orders-" + topic, again);

        // Then the first is not read again
        await().atMost(Duration.ofSeconds(15)).until(() -> again.size() == 3);
        assertEquals(List.of("b", "c", "d"), again);
    }

    @Test
    void twoInstancesShareThePartitionsWithoutLoss() {
        List<String> heard = new CopyOnWriteArrayList<>();
        runner("shared-" + topic, heard);
        Set<String> keys = new HashSet<>(publish(100));
        await().atMost(Duration.ofSeconds(15)).until(() -> heard.size() >= 10);
        ChannelRunner second = runner("shared-" + topic, heard);
        keys.addAll(publish(200));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> members("test-service-shared-" + topic).stream()
                        .allMatch(
                                member -> !member.assignment().topicPartitions().isEmpty()));
        second.stop();
        keys.addAll(publish(100));
        await().atMost(Duration.ofSeconds(20)).until(() -> Set.copyOf(heard).equals(keys));
    }

    @Test
    void aNamedInstanceKeepsItsPartitionsOverARestart() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        Consumer<PartitionBacklog.Item> work = item -> {
            heard.add(item.message().key());
            item.done();
        };
        String channel = "named-" + topic;
        ChannelRunner before = runner(channel, "copy-1", work);
        publish(1);
        await().atMost(Duration.ofSeconds(15)).until(() -> heard.size() == 1);
        before.stop();
        List<MemberDescription> away = members("test-service-" + channel);
        assertEquals(1, away.size(), "it keeps its place while it is away");
        assertEquals("copy-1", away.getFirst().groupInstanceId().orElseThrow());
        assertEquals(3, away.getFirst().assignment().topicPartitions().size());

        runner(channel, "copy-1", work);
        publish(1);

        await().atMost(Duration.ofSeconds(5)).until(() -> heard.size() == 2);
    }
}
