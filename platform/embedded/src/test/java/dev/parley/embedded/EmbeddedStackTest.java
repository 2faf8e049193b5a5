package dev.parley.embedded;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.parley.embedded.EmbeddedStack.Passwords;
import dev.parley.embedded.EmbeddedStack.PortNumbers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

@Tag("slow")
class EmbeddedStackTest {

    @TempDir
    Path folder;

    @Test
    void enginesWithPasswordsRefuseUnauthenticatedClients() throws Exception {
        Passwords passwords = new Passwords("of-kafka", "of-mongo", "of-redis");
        try (EmbeddedStack stack = new EmbeddedStack(folder, PortNumbers.FREE, passwords, name -> Optional.empty())) {
            stack.kafka().start();
            stack.redis().start();

            assertEquals(1, signedIn(stack, EmbeddedKafka.signIn("of-kafka")));
            Throwable wrong =
                    assertThrows(ExecutionException.class, () -> signedIn(stack, EmbeddedKafka.signIn("guessed")));
            assertInstanceOf(SaslAuthenticationException.class, wrong.getCause());
            assertThrows(ExecutionException.class, () -> signedIn(stack, Map.of()));

            try (Jedis redis = new Jedis(stack.redisUrl())) {
                assertEquals("PONG", redis.ping());
            }
            try (Jedis redis = new Jedis(stack.redisUrl().replace(":of-redis@", ""))) {
                assertThrows(JedisDataException.class, redis::ping);
            }
        }
    }

    /** The number of brokers that a client with these settings finds. */
    private static int signedIn(EmbeddedStack stack, Map<String, Object> credentials) throws Exception {
        Map<String, Object> settings = new HashMap<>(credentials);
        settings.put("bootstrap.servers", stack.kafkaBootstrapServers());
        settings.put("default.api.timeout.ms", 5_000);
        settings.put("request.timeout.ms", 2_000);
        try (Admin admin = Admin.create(settings)) {
            return admin.describeCluster().nodes().get().size();
        }
    }

    @Test
    void everyPartRestartsAtItsAddressWithItsData() throws Exception {
        try (EmbeddedStack stack = new EmbeddedStack(folder, PortNumbers.FREE, name -> Optional.empty())) {
            stack.start();
            orders().create(stack.kafkaBootstrapServers());
            send(stack, "order-1", "placed");
            try (MongoClient client = MongoClients.create(stack.mongodbUri())) {
                things(client).insertOne(new Document("_id", "kept"));
            }

            stack.kafka().stop();
            stack.mongo().stop();
            stack.redis().stop();
            assertFalse(stack.kafka().running()
                    || stack.mongo().running()
                    || stack.redis().running());
            stack.start();

            assertEquals(List.of("order-1=placed"), everythingOn(stack));
            try (MongoClient client = MongoClients.create(stack.mongodbUri())) {
                assertEquals(1, things(client).countDocuments(new Document("_id", "kept")));
            }
            try (Jedis redis = new Jedis(stack.redisUrl())) {
                assertEquals("PONG", redis.ping());
            }
        }
    }

    @Test
    void aRedisThatDiesIsRestarted() {
        EmbeddedRedis redis = new EmbeddedRedis(folder, 0);
        redis.start();
        try {
            ProcessHandle server = server();
            server.destroyForcibly();
            await().until(() -> !server.isAlive());
            await().ignoreExceptions().until(() -> {
                try (Jedis client = new Jedis(redis.address())) {
                    return client.ping().equals("PONG");
                }
            });
        } finally {
            redis.stop();
        }
        assertTrue(ProcessHandle.current().descendants().noneMatch(ProcessHandle::isAlive));
    }

    private static ProcessHandle server() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains("redis-server"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void topicsAreCreatedOnceWithDeadLetterTopicsAndTheSettingsOfTheFile() throws Exception {
        try (EmbeddedStack stack = new EmbeddedStack(folder, PortNumbers.FREE, name -> Optional.empty())) {
            stack.kafka().start();
            Topics topics = orders();
            topics.create(stack.kafkaBootstrapServers());
            topics.create(stack.kafkaBootstrapServers());

            try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()))) {
                var described = admin.describeTopics(List.of("order.orders", "order.orders.dlq"))
                        .allTopicNames()
                        .get();
                assertEquals(6, described.get("order.orders").partitions().size());
                assertEquals(1, described.get("order.orders.dlq").partitions().size());
                ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "order.orders");
                var settings = admin.describeConfigs(List.of(topic)).all().get().get(topic);
                assertEquals("604800000", settings.get("retention.ms").value());

                new Topics(List.of(new Topics.Topic("order.orders", 6, false, Duration.ofDays(365))))
                        .create(stack.kafkaBootstrapServers());
                await().untilAsserted(() -> assertEquals(
                        Long.toString(Duration.ofDays(365).toMillis()),
                        admin.describeConfigs(List.of(topic))
                                .all()
                                .get()
                                .get(topic)
                                .get("retention.ms")
                                .value()));
            }
        }
    }

    @Test
    void aConfiguredServerReplacesAPartAndIsNeverStopped() {
        Map<String, String> configured = Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka.example:9092");
        EmbeddedStack stack =
                new EmbeddedStack(folder, PortNumbers.FREE, name -> Optional.ofNullable(configured.get(name)));

        assertEquals("kafka.example:9092", stack.kafkaBootstrapServers());
        IllegalStateException refused = assertThrows(IllegalStateException.class, stack::kafka);
        assertTrue(refused.getMessage().contains("kafka.example:9092"), refused::getMessage);
    }

    private static Topics orders() {
        return new Topics(List.of(new Topics.Topic("order.orders", 6, false, Duration.ofDays(7))));
    }

    private static MongoCollection<Document> things(MongoClient client) {
        return client.getDatabase("test").getCollection("things");
    }

    private static void send(EmbeddedStack stack, String key, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafkaBootstrapServers(), "compression.type", "zstd"),
                new StringSerializer(),
                new StringSerializer())) {
            ProducerRecord<String, String> record = new ProducerRecord<>("order.orders", key, value);
            record.headers().add("ce_type", "test".getBytes(StandardCharsets.UTF_8));
            producer.send(record).get();
        }
    }

    private static List<String> everythingOn(EmbeddedStack stack) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.kafkaBootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("order.orders").stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (records.size() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records.stream()
                    .map(record -> record.key() + "=" + record.value())
                    .toList();
        }
    }
}
