package dev.parley.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.embedded.EmbeddedStack;
import dev.parley.embedded.EmbeddedStack.PortNumbers;
import dev.parley.embedded.Topics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DeadLettersTest {

    private static final byte[] NOT_EVEN_TEXT = {'{', (byte) 0xff, 0, '}'};

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void areListedShownAndReplayedUnchanged() throws Exception {
        try (EmbeddedStack stack = new EmbeddedStack(folder, PortNumbers.FREE, name -> Optional.empty())) {
            // Given a dead letter
            stack.kafka().start();
            Settings settings = Settings.of(
                    Path.of(System.getProperty("parley.root")),
                    Map.of("KAFKA_BOOTSTRAP_SERVERS", stack.kafkaBootstrapServers()));
            Topics.read(settings.topicsFile()).create(stack.kafkaBootstrapServers());
            send(stack);
            DeadLetters letters =
                    new DeadLetters(settings, new Terminal(new PrintStream(said, true, StandardCharsets.UTF_8)));

            // When it is shown and replayed
            letters.run(List.of("list"));
            letters.run(List.of("show", "order.orders", "0"));
            letters.run(List.of("replay", "order.orders", "0"));

            // Then its reason was shown
            String text = said.toString(StandardCharsets.UTF_8);
            assertTrue(text.contains("order.orders 0  dev.parley.order.placed.v1  catalog-service: unreadable"), text);
            assertTrue(text.contains("1 dead letters"), text);

            // And the original topic has the same bytes, with the event's headers only
            try (Records records = new Records(settings, List.of("order.orders"))) {
                ConsumerRecord<byte[], byte[]> again = all(records).getFirst();
                assertArrayEquals(NOT_EVEN_TEXT, again.value());
                assertEquals("order-1", Records.text(again.key()));
                assertEquals(Optional.of("dev.parley.order.placed.v1"), Records.header(again, "ce_type"));
                assertEquals(Optional.empty(), Records.header(again, "x-dlq-reason"));
                assertEquals(Optional.empty(), Records.header(again, "x-original-topic"));
            }
        }
    }

    @Test
    void aTrimmedOneIsReplayedFromItsOriginalOrNotAtAll() throws Exception {
        try (EmbeddedStack stack = new EmbeddedStack(folder, PortNumbers.FREE, name -> Optional.empty())) {
            // Given an event and two dead letters without a value: of this event, and of one that was removed
            stack.kafka().start();
            Settings settings = Settings.of(
                    Path.of(System.getProperty("parley.root")),
                    Map.of("KAFKA_BOOTSTRAP_SERVERS", stack.kafkaBootstrapServers()));
            Topics.read(settings.topicsFile()).create(stack.kafkaBootstrapServers());
            try (KafkaProducer<byte[], byte[]> producer = producer(stack)) {
                RecordMetadata original = producer.send(new ProducerRecord<>(
                                "order.orders", "order-1".getBytes(StandardCharsets.UTF_8), NOT_EVEN_TEXT))
                        .get();
                producer.send(trimmed(original.partition(), original.offset())).get();
                producer.send(trimmed(original.partition(), 7)).get();
            }
            DeadLetters letters =
                    new DeadLetters(settings, new Terminal(new PrintStream(said, true, StandardCharsets.UTF_8)));

            // When both are replayed
            letters.run(List.of("list"));
            letters.run(List.of("replay", "order.orders", "0"));
            UserError refused =
                    assertThrows(UserError.class, () -> letters.run(List.of("replay", "order.orders", "1")));

            // Then the first was sent with the value of the original, and no empty record was sent for the second
            assertTrue(said.toString(StandardCharsets.UTF_8).contains("failed (value too large, not kept)"));
            assertTrue(refused.getMessage().contains("no longer has its original"), refused.getMessage());
            try (Records records = new Records(settings, List.of("order.orders"))) {
                List<ConsumerRecord<byte[], byte[]>> all = all(records);
                assertEquals(2, all.size());
                all.forEach(record -> assertArrayEquals(NOT_EVEN_TEXT, record.value()));
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> all(Records records) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        records.since(Instant.EPOCH, all::add);
        return all;
    }

    private static ProducerRecord<byte[], byte[]> trimmed(int partition, long offset) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>("order.orders.dlq", null, null);
        Map.of(
                        "x-dlq-reason", "failed",
                        "x-dlq-trimmed", "true",
                        "x-original-topic", "order.orders",
                        "x-original-partition", Integer.toString(partition),
                        "x-original-offset", Long.toString(offset))
                .forEach((name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return letter;
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedStack stack) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafkaBootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void send(EmbeddedStack stack) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(stack)) {
            ProducerRecord<byte[], byte[]> letter =
                    new ProducerRecord<>("order.orders.dlq", "order-1".getBytes(StandardCharsets.UTF_8), NOT_EVEN_TEXT);
            Map.of(
                            "ce_type", "dev.parley.order.placed.v1",
                            "x-dlq-reason", "unreadable",
                            "x-dlq-consumer", "catalog-service",
                            "x-original-topic", "order.orders")
                    .forEach((name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(letter).get();
        }
    }
}
