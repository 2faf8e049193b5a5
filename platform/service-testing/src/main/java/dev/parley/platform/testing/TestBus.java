package dev.parley.platform.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.platform.events.EventJson;
import dev.parley.platform.events.EventType;
import dev.parley.platform.events.UnreadableEvent;
import dev.parley.platform.id.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/**
 * Kafka as the other services use it: publishes their events to the service under test and reads the events it
 * published.
 *
 * <p>Absence is asserted only after a fence. {@link #eventsOf} and {@link #events} wait until the service has sent
 * every event it has recorded; {@link #awaitHandled} waits until it has handled every event it was sent.
 */
public final class TestBus {

    /** Marks records of the test itself: they may be unreadable on purpose. */
    static final String BY_TEST = "x-by-test";

    /** An event in its wire format. */
    public record ReceivedEvent(
            String key, String type, long sequence, String id, JsonNode data, Map<String, String> headers) {}

    private static final KafkaProducer<String, byte[]> PRODUCER = new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers(), ProducerConfig.ACKS_CONFIG, "all"),
            new StringSerializer(),
            new ByteArraySerializer());

    private static final KafkaConsumer<String, byte[]> CONSUMER = new KafkaConsumer<>(
            Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    servers(),
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                    50),
            new StringDeserializer(),
            new ByteArrayDeserializer());

    /** The records read so far of each followed topic; every read continues where the last one ended. */
    private static final Map<String, List<ReceivedEvent>> EVENTS = new HashMap<>();

    private TestBus() {}

    /** Publishes a record that has an {@code @EventType} as the {@code sequence}-th event of its aggregate. */
    public static void publish(String topic, String key, Object record, long sequence) {
        publish(topic, key, record, sequence, Ids.next());
    }

    /** As {@link #publish(String, String, Object, long)}, with an event id, to send the same event again. */
    public static void publish(String topic, String key, Object record, long sequence, String eventId) {
        publish(
                topic,
                key,
                EventJson.write(record).getBytes(StandardCharsets.UTF_8),
                EventType.Of.type(record.getClass()),
                sequence,
                eventId);
    }

    /** Publishes these bytes unchanged, readable or not, as the service that owns the topic. */
    public static void publish(String topic, String key, byte[] value, String type, long sequence, String eventId) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, key, value);
        header(message, "ce_specversion", "1.0");
        header(message, "content-type", "application/json");
        header(message, "ce_id", eventId);
        header(message, "ce_type", type);
        header(message, "ce_source", "/" + Contracts.publisherOf(topic));
        header(message, "ce_subject", key);
        header(message, "ce_time", Instant.now().toString());
        header(message, "ce_aggregateseq", Long.toString(sequence));
        header(message, "ce_actor", "service:test");
        header(message, BY_TEST, "true");
        try {
            PRODUCER.send(message).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Not published to " + topic, e.getCause());
        }
    }

    /**
     * Every event of this key on the topic, in the order of the partition, once the service has sent all that it has
     * recorded so far: an event that is not among them was not recorded.
     */
    public static List<ReceivedEvent> eventsOf(String topic, String key) {
        return events(topic).stream().filter(event -> event.key().equals(key)).toList();
    }

    /** As {@link #eventsOf} for every key; tombstones are omitted. */
    public static List<ReceivedEvent> events(String topic) {
        SentEvents.await();
        return arrived(topic);
    }

    /**
     * Waits up to 30 seconds until the service has handled every event that is on the topic now, on every channel that
     * reads the topic: an effect that is absent then never comes.
     */
    public static void awaitHandled(String topic) {
        HandledEvents.await(servers(), topic);
    }

    private static List<ReceivedEvent> arrived(String topic) {
        return arrived(List.of(topic)).getOrDefault(topic, List.of());
    }

    /** Every event on these topics so far, by topic. */
    static Map<String, List<ReceivedEvent>> arrived(Collection<String> topics) {
        synchronized (EVENTS) {
            follow(topics);
            Map<TopicPartition, Long> ends = CONSUMER.endOffsets(CONSUMER.assignment());
            while (ends.entrySet().stream().anyMatch(end -> CONSUMER.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> message : CONSUMER.poll(Duration.ofMillis(100))) {
                    if (message.value() != null) {
                        EVENTS.computeIfAbsent(message.topic(), topic -> new ArrayList<>())
                                .add(received(message));
                    }
                }
            }
            Map<String, List<ReceivedEvent>> arrived = new HashMap<>();
            topics.forEach(topic -> arrived.put(topic, List.copyOf(EVENTS.getOrDefault(topic, List.of()))));
            return arrived;
        }
    }

    /** Reads these topics from their beginnings, in addition to those that are read already. */
    private static void follow(Collection<String> topics) {
        List<TopicPartition> partitions = topics.stream()
                .filter(topic -> !EVENTS.containsKey(topic))
                .flatMap(topic -> CONSUMER.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        topics.forEach(topic -> EVENTS.putIfAbsent(topic, new ArrayList<>()));
        if (!partitions.isEmpty()) {
            Set<TopicPartition> all = new HashSet<>(CONSUMER.assignment());
            all.addAll(partitions);
            CONSUMER.assign(all);
            CONSUMER.seekToBeginning(partitions);
        }
    }

    /** Waits up to ten seconds for an event of this key that satisfies the condition. */
    public static ReceivedEvent awaitEvent(String topic, String key, Predicate<ReceivedEvent> condition) {
        return Awaitility.await("event of " + key + " on " + topic)
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> arrived(topic).stream()
                                .filter(event -> event.key().equals(key))
                                .filter(condition)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Waits up to ten seconds for an event of this type and key. */
    public static ReceivedEvent awaitEvent(String topic, String key, Class<?> record) {
        String type = EventType.Of.type(record);
        return awaitEvent(topic, key, event -> event.type().equals(type));
    }

    private static ReceivedEvent received(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        JsonNode data;
        try {
            data = EventJson.tree(message.value());
        } catch (UnreadableEvent unreadable) {
            data = MissingNode.getInstance();
        }
        return new ReceivedEvent(
                message.key() == null ? "" : message.key(),
                headers.getOrDefault("ce_type", ""),
                Long.parseLong(headers.getOrDefault("ce_aggregateseq", "0")),
                headers.getOrDefault("ce_id", ""),
                data,
                headers);
    }

    private static void header(ProducerRecord<String, byte[]> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String servers() {
        return System.getProperty(StackResource.KAFKA);
    }
}
