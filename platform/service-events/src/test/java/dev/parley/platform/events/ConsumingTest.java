package dev.parley.platform.events;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.id.Ids;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.RevokedTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class ConsumingTest {

    private static final String WORK = "test.work";
    private static KafkaProducer<String, byte[]> producer;

    @Inject
    Telemetry telemetry;

    @Inject
    RevokedTokens revoked;

    @Inject
    MongoDatabase database;

    @BeforeAll
    static void start() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers()), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
    }

    private static String servers() {
        return System.getProperty(TestStack.KAFKA);
    }

    @Test
    void eventsOfOneKeyStayInOrderWhileOtherKeysRunConcurrently() {
        // Given two hundred keys whose handlers take different times
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> keys = IntStream.range(0, 200).mapToObj(i -> Ids.next()).toList();
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        keys.forEach(key -> WorkConsumer.handlers.put(key, (event, meta) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            await().pollDelay(Duration.ofMillis(random.nextInt(1, 20))).until(() -> true);
            now.decrementAndGet();
        }));
        // When
        for (int to = 1; to <= 20; to++) {
            for (String key : keys) {
                publish(key, to);
            }
        }
        // Then
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        keys.stream().allMatch(key -> WorkConsumer.done(key).size() >= 20));
        List<Integer> inOrder = IntStream.rangeClosed(1, 20).boxed().toList();
        keys.forEach(key -> assertEquals(inOrder, WorkConsumer.done(key), "seed " + seed));
        assertTrue(most.get() > 20, "side by side: " + most.get());
    }

    @Test
    void aTransientFailureIsRetriedWithoutDelayingOtherKeys() {
        String stuck = Ids.next();
        AtomicBoolean away = new AtomicBoolean(true);
        waitWhile(away, stuck);
        publish(stuck, 1);
        publish(stuck, 2);
        await().until(() -> WorkConsumer.tries.containsKey(stuck)
                && WorkConsumer.tries.get(stuck).get() > 4);
        List<String> others = IntStream.range(0, 50).mapToObj(i -> Ids.next()).toList();
        others.forEach(key -> publish(key, 1));
        await().atMost(Duration.ofSeconds(5))
                .until(() ->
                        others.stream().allMatch(key -> WorkConsumer.done(key).size() == 1));
        assertEquals(List.of(), WorkConsumer.done(stuck), "the second must not overtake the first");
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'consumers' }.data.waiting", equalTo(1));

        away.set(false);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> WorkConsumer.done(stuck).equals(List.of(1, 2)));
        assertTrue(deadLetters(stuck).isEmpty());
    }

    @Test
    void manyRetriedKeysDoNotStarveTheOthers() {
        AtomicBoolean away = new AtomicBoolean(true);
        List<String> waiting = IntStream.range(0, 300).mapToObj(i -> Ids.next()).toList();
        waiting.forEach(key -> waitWhile(away, key));
        try {
            waiting.forEach(key -> publish(key, 1));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> waiting.stream().allMatch(WorkConsumer.tries::containsKey));
            String other = Ids.next();
            publish(other, 1);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> WorkConsumer.done(other).size() == 1);
        } finally {
            away.set(false);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        waiting.stream().allMatch(key -> WorkConsumer.done(key).size() == 1));
    }

    @Test
    void sixHundredRetriedKeysDoNotDelayAnotherPartition() {
        AtomicBoolean away = new AtomicBoolean(true);
        List<String> waiting = IntStream.range(0, 600).mapToObj(i -> Ids.next()).toList();
        waiting.forEach(key -> waitWhile(away, key));
        try {
            waiting.forEach(key -> publish(0, key, 1));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> waiting.stream()
                                    .filter(WorkConsumer.tries::containsKey)
                                    .count()
                            >= PartitionBacklog.MOST_STARTED);
            String other = Ids.next();
            publish(1, other, 1);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> WorkConsumer.done(other).equals(List.of(1)));
        } finally {
            away.set(false);
        }
        await().atMost(Duration.ofSeconds(120))
                .until(() ->
                        waiting.stream().allMatch(key -> WorkConsumer.done(key).equals(List.of(1))));
    }

    @Test
    void aRetriedKeyWithABacklogDoesNotDelayAnotherPartition() {
        AtomicBoolean away = new AtomicBoolean(true);
        String waiting = Ids.next();
        waitWhile(away, waiting);
        try {
            IntStream.rangeClosed(1, 2_001).forEach(to -> publish(0, waiting, to));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> given().get("/q/metrics")
                            .then()
                            .body(matchesPattern(
                                    "(?s).*channel_paused_partitions\\{[^}]*channel=\"work\"[^}]*\\} 1\\.0.*")));
            String other = Ids.next();
            publish(1, other, 1);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> WorkConsumer.done(other).equals(List.of(1)));
        } finally {
            away.set(false);
        }
        List<Integer> inOrder = IntStream.rangeClosed(1, 2_001).boxed().toList();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> WorkConsumer.done(waiting).equals(inOrder));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> given().get("/q/metrics")
                        .then()
                        .body(matchesPattern(
                                "(?s).*channel_paused_partitions\\{[^}]*channel=\"work\"[^}]*\\} 0\\.0.*")));
    }

    private static void waitWhile(AtomicBoolean away, String key) {
        WorkConsumer.handlers.put(key, (event, meta) -> {
            if (away.get()) {
                throw Problems.unavailable("catalog-service", Duration.ofSeconds(1));
            }
        });
    }

    @Test
    void anExceptionOutsideOfDispatchMakesADeadLetterAndTheChannelContinues() {
        String broken = "broken-" + Ids.next();
        String next = Ids.next();
        publish("test.more", broken, 1);
        publish("test.more", next, 1);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !records("test.more.dlq", broken).isEmpty());
        ConsumerRecord<String, byte[]> letter = records("test.more.dlq", broken).getFirst();
        assertTrue(header(letter, "x-dlq-exception").startsWith("java.lang.IllegalStateException: a bug"));
        // each of the two channels of the topic handles it
        await().atMost(Duration.ofSeconds(10))
                .until(() -> WorkConsumer.done(next).equals(List.of(1, 1)));
        given().get("/q/health/live").then().statusCode(200);
    }

    @Test
    void aPermanentFailureBecomesADeadLetterAfterThreeAttempts() {
        String key = Ids.next();
        WorkConsumer.handlers.put(key, (event, meta) -> {
            if (event.to() == 1) {
                throw new IllegalStateException("impossible");
            }
        });
        publish(key, 1);
        publish(key, 2);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> WorkConsumer.done(key).equals(List.of(2)));
        assertEquals(4, WorkConsumer.tries.get(key).get(), "three tries of the first, one of the second");
        ConsumerRecord<String, byte[]> letter = deadLetters(key).getFirst();
        assertEquals("{\"counterId\":\"" + key + "\",\"to\":1}", text(letter.value()));
        assertEquals("failed", header(letter, "x-dlq-reason"));
        assertEquals("test-service", header(letter, "x-dlq-consumer"));
        assertTrue(header(letter, "x-dlq-exception")
                .startsWith("java.lang.IllegalStateException: impossible at dev.parley.platform.events.ConsumingTest"));
        assertEquals(WORK, header(letter, "x-original-topic"));
        assertTrue(Integer.parseInt(header(letter, "x-original-partition")) >= 0);
        assertTrue(Long.parseLong(header(letter, "x-original-offset")) >= 0);
        assertTrue(Long.parseLong(header(letter, "x-original-timestamp")) > 0);
        assertFalse(Instant.parse(header(letter, "x-dlq-at")).isAfter(Instant.now()));
        assertEquals("dev.parley.test.counter-raised.v1", header(letter, "ce_type"));
        given().get("/q/metrics").then().body(org.hamcrest.Matchers.containsString("dlq_total{"));
    }

    @Test
    void unreadableBytesAreKeptExactly() {
        String key = Ids.next();
        byte[] broken = {'{', (byte) 0xff, 0, 'x'};
        ProducerRecord<String, byte[]> record = record(key, 1);
        producer.send(new ProducerRecord<>(WORK, null, key, broken, record.headers()));
        await().atMost(Duration.ofSeconds(10)).until(() -> !deadLetters(key).isEmpty());
        assertArrayEquals(broken, deadLetters(key).getFirst().value());
        assertEquals("unreadable", header(deadLetters(key).getFirst(), "x-dlq-reason"));
    }

    @Test
    void aMalformedEventIsADeadLetterAndAnUnknownTypeIsSkipped() {
        String noEvent = Ids.next();
        String unknown = Ids.next();
        ProducerRecord<String, byte[]> untyped = record(noEvent, 1);
        untyped.headers().remove(CloudEvents.TYPE);
        producer.send(untyped);
        ProducerRecord<String, byte[]> other = record(unknown, 1);
        other.headers().remove(CloudEvents.TYPE);
        CloudEvents.put(other.headers(), CloudEvents.TYPE, "dev.parley.test.from-the-future.v7");
        producer.send(other);
        producer.send(new ProducerRecord<>(WORK, unknown, null)); // the tombstone of a purged aggregate
        publish(unknown, 2);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> WorkConsumer.done(unknown).equals(List.of(2)));
        await().atMost(Duration.ofSeconds(10)).until(() -> !deadLetters(noEvent).isEmpty());
        assertEquals(List.of(), deadLetters(unknown));
    }

    @Test
    void anEventOfAnotherSourceThanTheTopicsOwnerIsADeadLetterAndHasNoEffect() {
        String forged = Ids.next();
        String unsigned = Ids.next();
        producer.send(
                CloudEvents.record(WORK, forged, "order-service", StoredEvent.of(CounterRaisedV1.event(forged, 1)), 1));
        ProducerRecord<String, byte[]> withoutSource = record(unsigned, 1);
        withoutSource.headers().remove(CloudEvents.SOURCE);
        producer.send(withoutSource);
        publish(forged, 2);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> WorkConsumer.done(forged).equals(List.of(2)));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !deadLetters(unsigned).isEmpty());
        assertEquals(List.of(), WorkConsumer.done(unsigned));
        assertEquals("wrong-source", header(deadLetters(forged).getFirst(), "x-dlq-reason"));
        assertEquals("wrong-source", header(deadLetters(unsigned).getFirst(), "x-dlq-reason"));
    }

    @Test
    void aTooLargeDeadLetterIsTrimmedAndLocatesTheOriginal() throws Exception {
        String key = Ids.next();
        byte[] broken = new byte[1_047_900]; // fits as it is, but not with the headers of a dead letter
        ProducerRecord<String, byte[]> large =
                new ProducerRecord<>(WORK, null, key, broken, record(key, 1).headers());
        var sent = producer.send(large).get();
        publish(key, 2);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> WorkConsumer.done(key).equals(List.of(2)));
        ConsumerRecord<String, byte[]> letter = allRecords(WORK + ".dlq").stream()
                .filter(any -> header(any, "x-original-offset").equals(Long.toString(sent.offset()))
                        && header(any, "x-original-partition").equals(Integer.toString(sent.partition())))
                .findFirst()
                .orElseThrow();
        assertEquals("true", header(letter, "x-dlq-trimmed"));
        assertEquals("unreadable", header(letter, "x-dlq-reason"));
        assertEquals(WORK, header(letter, "x-original-topic"));
        assertEquals("dev.parley.test.counter-raised.v1", header(letter, "ce_type"));
        assertNull(letter.value());
        given().get("/q/metrics").then().body(org.hamcrest.Matchers.containsString("dlq_trimmed_total{"));
    }

    @Test
    void anOffsetIsCommittedOnlyAfterTheEffect() throws Exception {
        String key = Ids.next();
        CountDownLatch release = new CountDownLatch(1);
        WorkConsumer.handlers.put(key, (event, meta) -> awaitLatch(release));
        var sent = producer.send(new ProducerRecord<>(
                        "test.more",
                        null,
                        key,
                        record(key, 1).value(),
                        record(key, 1).headers()))
                .get();
        await().until(() -> WorkConsumer.tries.containsKey(key));
        // long enough for several commits
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        assertTrue(committed(sent.topic(), sent.partition()).orElse(0L) <= sent.offset());
        release.countDown();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> committed(sent.topic(), sent.partition()).orElse(0L) == sent.offset() + 1);
    }

    @Test
    @Tag("fault")
    void whileKafkaIsUnavailableTheInstanceIsReadyAndResumesAfterwards() {
        String key = Ids.next();
        publish(key, 1);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> WorkConsumer.done(key).equals(List.of(1)));
        TestStack.run(TestStack.KAFKA_STOP);
        try {
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            given().get("/q/health/ready").then().statusCode(200);
            given().get("/q/health/live").then().statusCode(200);
        } finally {
            TestStack.run(TestStack.KAFKA_START);
        }
        publish(key, 2);
        publish(key, 3);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> WorkConsumer.done(key).stream().distinct().toList().equals(List.of(1, 2, 3)));
    }

    @Test
    @Tag("fault")
    @DisabledIf("mongoIsNotOurs")
    void whileTheDatabaseIsUnavailableEventsAreRetriedAndNoneBecomesADeadLetter() {
        List<String> keys = IntStream.range(0, 20).mapToObj(i -> Ids.next()).toList();
        var effects = database.getCollection("effects");
        keys.forEach(key -> WorkConsumer.handlers.put(
                key, (event, meta) -> effects.insertOne(new Document("_id", meta.id()).append("key", key))));
        TestStack.run(TestStack.MONGO_STOP);
        try {
            keys.forEach(key -> publish(key, 1));
            await().atMost(Duration.ofSeconds(30)).until(() -> keys.stream().allMatch(WorkConsumer.tries::containsKey));
            given().get("/q/health/live").then().statusCode(200);
        } finally {
            TestStack.run(TestStack.MONGO_START);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        keys.stream().allMatch(key -> WorkConsumer.done(key).equals(List.of(1))));
        keys.forEach(key -> assertEquals(1, effects.countDocuments(new Document("key", key))));
        keys.forEach(key -> assertEquals(List.of(), deadLetters(key)));
    }

    static boolean mongoIsNotOurs() {
        return System.getenv("PARLEY_TEST_MONGODB_URI") != null;
    }

    @Test
    void telemetryArrivesWithoutASequence() {
        String key = Ids.next();
        telemetry.send("test.telemetry", key, new CounterRaisedV1(key, 1));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !records("test.telemetry", key).isEmpty());
        EventMeta meta = EventMeta.of(records("test.telemetry", key).getFirst());
        assertEquals(0, meta.sequence());
        assertEquals("service:test-service", meta.actor());
    }

    @Test
    void aRevokedTokenIsRefusedWithinASecond() {
        String family = Ids.next();
        revoke(family, "identity-service");
        await().atMost(Duration.ofSeconds(1)).until(() -> revoked.isRevoked(new TokenOf(family)));
        assertFalse(revoked.isRevoked(new TokenOf(Ids.next())));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'broadcasts' }.status", equalTo("UP"))
                .body("checks.name", hasItem("outbox"));
    }

    @Test
    void aRevocationOfAnotherSourceIsSkippedAndCounted() {
        String forged = Ids.next();
        String genuine = Ids.next();
        revoke(forged, "chat-service");
        revoke(genuine, "identity-service");
        await().atMost(Duration.ofSeconds(5)).until(() -> revoked.isRevoked(new TokenOf(genuine)));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> given().get("/q/metrics")
                        .then()
                        .body(matchesPattern(
                                "(?s).*broadcast_skipped_total\\{[^}]*reason=\"wrong-source\"[^}]*\\}.*")));
        assertFalse(revoked.isRevoked(new TokenOf(forged)));
    }

    private static void revoke(String family, String source) {
        PendingEvent event = PendingEvent.of(
                new RevokedTokensConsumer.TokenRevokedV1(
                        null, family, null, null, Instant.now().plusSeconds(900)),
                Instant.now(),
                "service:" + source);
        producer.send(CloudEvents.record("identity.tokens", family, source, StoredEvent.of(event)));
    }

    private record TokenOf(String family) implements org.eclipse.microprofile.jwt.JsonWebToken {
        @Override
        public String getName() {
            return "somebody";
        }

        @Override
        public java.util.Set<String> getClaimNames() {
            return java.util.Set.of("sid");
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T getClaim(String name) {
            return name.equals("sid") ? (T) family : null;
        }

        @Override
        public long getIssuedAtTime() {
            return 0;
        }
    }

    @Test
    void theMigrationsAtStartupAreRecorded() {
        assertTrue(database.getCollection("schema_versions")
                .find(new Document("_id", "platform-1"))
                .into(new ArrayList<>())
                .getFirst()
                .containsKey("appliedAt"));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Long> committed(String topic, int partition) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
            return Optional.ofNullable(admin.listConsumerGroupOffsets("test-service-more")
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(new TopicPartition(topic, partition)))
                    .map(offset -> offset.offset());
        }
    }

    private static void publish(String key, int to) {
        publish(WORK, key, to);
    }

    private static void publish(String topic, String key, int to) {
        producer.send(record(topic, key, to));
    }

    private static void publish(int partition, String key, int to) {
        ProducerRecord<String, byte[]> record = record(key, to);
        producer.send(new ProducerRecord<>(WORK, partition, key, record.value(), record.headers()));
    }

    private static ProducerRecord<String, byte[]> record(String key, int to) {
        return record(WORK, key, to);
    }

    private static ProducerRecord<String, byte[]> record(String topic, String key, int to) {
        return CloudEvents.record(topic, key, "test-service", StoredEvent.of(CounterRaisedV1.event(key, to)), to);
    }

    private static List<ConsumerRecord<String, byte[]>> deadLetters(String key) {
        return records(WORK + ".dlq", key);
    }

    private static List<ConsumerRecord<String, byte[]>> records(String topic, String key) {
        return allRecords(topic).stream()
                .filter(record -> key.equals(record.key()))
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> allRecords(String topic) {
        try (var reader = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found;
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return String.valueOf(CloudEvents.get(record.headers(), name));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
