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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
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

/** The other services' side of Kafka: publishes their events to the service under test and reads what it published. */
public final class TestBus {

    /** Marks what a test published itself: it may be unreadable on purpose. */
    static final String BY_TEST = "x-by-test";

    /** An event as it went over Kafka. */
    public record ReceivedEvent(
            String key, String type, long sequence, String id, JsonNode data, Map<String, String> headers) {}

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

    /** Publishes these bytes as they are, readable or not, as the service that owns the topic. */
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
        try (var producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers(), ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(message).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Not published to " + topic, e.getCause());
        }
    }

    /** Every event of this key on the topic so far, in the order of the partition. */
    public static List<ReceivedEvent> eventsOf(String topic, String key) {
        return events(topic).stream().filter(event -> event.key().equals(key)).toList();
    }

    /** Every event on the topic so far; a record without a value is left out. */
    public static List<ReceivedEvent> events(String topic) {
        return events(List.of(topic)).getOrDefault(topic, List.of());
    }

    /** The same for several topics, by topic. */
    static Map<String, List<ReceivedEvent>> events(Collection<String> topics) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<String, List<ReceivedEvent>> events = new HashMap<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(100))) {
                    if (message.value() != null) {
                        events.computeIfAbsent(message.topic(), topic -> new ArrayList<>())
                                .add(received(message));
                    }
                }
            }
            return events;
        }
    }

    /** Waits up to ten seconds for an event of this key that satisfies the condition. */
    public static ReceivedEvent awaitEvent(String topic, String key, Predicate<ReceivedEvent> condition) {
        return Awaitility.await("event of " + key + " on " + topic)
                .atMost(Duration.ofSeconds(10))
                .until(() -> eventsOf(topic, key).stream().filter(condition).findFirst(), found -> found.isPresent())
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
