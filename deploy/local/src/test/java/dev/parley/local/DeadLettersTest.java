package dev.parley.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.embedded.EmbeddedStack;
import dev.parley.embedded.EmbeddedStack.PortNumbers;
import dev.parley.embedded.Topics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {

    private static final byte[] NOT_EVEN_TEXT = {'{', (byte) 0xff, 0, '}'};

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void areListedShownAndReplayedExactlyAsTheyWere() throws Exception {
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

            // When it is looked at and replayed
            letters.run(List.of("list"));
            letters.run(List.of("show", "order.orders", "0"));
            letters.run(List.of("replay", "order.orders", "0"));

            // Then its reason was shown
            String text = said.toString(StandardCharsets.UTF_8);
            assertTrue(text.contains("order.orders 0  dev.parley.order.placed.v1  catalog-service: unreadable"), text);
            assertTrue(text.contains("1 dead letters"), text);

            // And the original topic has the same bytes, with the event's headers only
            try (Records records = new Records(stack.kafkaBootstrapServers(), List.of("order.orders"))) {
                ConsumerRecord<byte[], byte[]> again =
                        records.since(Instant.EPOCH).getFirst();
                assertArrayEquals(NOT_EVEN_TEXT, again.value());
                assertEquals("order-1", Records.text(again.key()));
                assertEquals(Optional.of("dev.parley.order.placed.v1"), Records.header(again, "ce_type"));
                assertEquals(Optional.empty(), Records.header(again, "x-dlq-reason"));
                assertEquals(Optional.empty(), Records.header(again, "x-original-topic"));
            }
        }
    }

    private static void send(EmbeddedStack stack) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafkaBootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
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
