package dev.parley.platform.events;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Updates.inc;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.MongoException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Updates;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.events.Bench.Outbox;
import dev.parley.platform.id.Ids;
import dev.parley.platform.mongo.RetryingWrites;
import dev.parley.platform.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

@Tag("storage")
@Tag("slow")
class OutboxTest {

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = new Bench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    void anEventIsWrittenWithItsDocumentAndSentAsACloudEvent() {
        String topic = bench.topic();
        Outbox outbox = bench.outbox(topic);
        String id = Ids.next();
        PendingEvent event = CounterRaisedV1.event(id, 1);

        outbox.documents().insert(new Document("_id", id).append("value", 1), List.of(event));
        outbox.relay().turn();

        ConsumerRecord<String, byte[]> record = bench.records(topic).getFirst();
        assertEquals(id, record.key());
        assertEquals("{\"counterId\":\"" + id + "\",\"to\":1}", new String(record.value(), StandardCharsets.UTF_8));
        assertEquals("1.0", CloudEvents.get(record.headers(), "ce_specversion"));
        assertEquals("application/json", CloudEvents.get(record.headers(), "content-type"));
        assertEquals("/test-service", CloudEvents.get(record.headers(), "ce_source"));
        assertEquals("2026-01-15T10:30:00Z", CloudEvents.get(record.headers(), "ce_time"));
        EventMeta meta = EventMeta.of(record);
        assertEquals(event.id(), meta.id());
        assertEquals("dev.parley.test.counter-raised.v1", meta.type());
        assertEquals(id, meta.subject());
        assertEquals(1, meta.sequence());
        assertEquals("user:somebody", meta.actor());
        Document stored = outbox.find(id);
        assertEquals(List.of(), stored.getList("pendingEvents", Document.class));
        assertFalse(stored.containsKey("outboxSince"));
        assertEquals(1L, stored.getLong("version"), "the relay is no change of the document");
    }

    @Test
    void aSecondInsertOfTheSameIdIsRefused() {
        Outbox outbox = bench.outbox(bench.topic());
        String id = Ids.next();
        outbox.documents().insert(new Document("_id", id), List.of());
        assertThrows(AlreadyExists.class, () -> outbox.documents().insert(new Document("_id", id), List.of()));
    }

    @Test
    void replacingRemovesUnnamedFieldsAndKeepsTheOutbox() {
        Outbox outbox = bench.outbox(bench.topic());
        String id = Ids.next();
        outbox.documents()
                .insert(
                        new Document("_id", id).append("kept", 1).append("gone", 2),
                        List.of(CounterRaisedV1.event(id, 1)));

        outbox.documents()
                .replace(
                        id,
                        1,
                        new Document("_id", id)
                                .append("version", 1L)
                                .append("kept", 3)
                                .append("fresh", 4),
                        List.of(CounterRaisedV1.event(id, 2)));

        Document stored = outbox.find(id);
        assertEquals(3, stored.getInteger("kept"));
        assertEquals(4, stored.getInteger("fresh"));
        assertFalse(stored.containsKey("gone"));
        assertEquals(2L, stored.getLong("version"));
        assertEquals(2L, stored.getLong("eventSeq"));
        assertEquals(2, stored.getList("pendingEvents", Document.class).size());
    }

    @Test
    void savingRemovesNullFieldsAndKeepsUnnamedOnes() {
        Outbox outbox = bench.outbox(bench.topic());
        String id = Ids.next();
        outbox.documents()
                .insert(
                        new Document("_id", id)
                                .append("kept", 1)
                                .append("gone", 2)
                                .append("never", null)
                                .append("newer", 3),
                        List.of());
        assertFalse(outbox.find(id).containsKey("never"));

        outbox.documents()
                .save(
                        id,
                        1,
                        new Document("_id", id).append("kept", 4).append("gone", null),
                        List.of(CounterRaisedV1.event(id, 1)));

        Document stored = outbox.find(id);
        assertEquals(4, stored.getInteger("kept"));
        assertFalse(stored.containsKey("gone"));
        assertEquals(3, stored.getInteger("newer"));
        assertEquals(2L, stored.getLong("version"));
        assertEquals(1L, stored.getLong("eventSeq"));
    }

    @Test
    void savingAKeyThatAnotherDocumentHasChangesNothing() {
        Outbox outbox = bench.outbox(bench.topic());
        outbox.documents().mongo().createIndex(new Document("name", 1), new IndexOptions().unique(true));
        String id = Ids.next();
        outbox.documents().insert(new Document("_id", Ids.next()).append("name", "taken"), List.of());
        outbox.documents().insert(new Document("_id", id).append("name", "free"), List.of());

        assertThrows(
                AlreadyExists.class,
                () -> outbox.documents()
                        .save(id, 1, new Document("name", "taken"), List.of(CounterRaisedV1.event(id, 1))));

        assertEquals("free", outbox.find(id).getString("name"));
        assertEquals(1L, outbox.find(id).getLong("version"));
    }

    @Test
    void replacingOrSavingAnotherVersionChangesNothing() {
        Outbox outbox = bench.outbox(bench.topic());
        String id = Ids.next();
        outbox.documents().insert(new Document("_id", id).append("value", 1), List.of());
        assertThrows(
                VersionClash.class,
                () -> outbox.documents()
                        .replace(id, 7, new Document("value", 2), List.of(CounterRaisedV1.event(id, 2))));
        assertThrows(
                VersionClash.class,
                () -> outbox.documents().save(id, 7, new Document("value", 2), List.of(CounterRaisedV1.event(id, 2))));
        assertEquals(1, outbox.find(id).getInteger("value"));
        assertEquals(0L, outbox.find(id).getLong("eventSeq"));
    }

    @Test
    void aConditionalUpdateThatDoesNotMatchLeavesNoEvent() {
        String topic = bench.topic();
        Outbox outbox = bench.outbox(topic);
        String id = Ids.next();
        outbox.documents().insert(new Document("_id", id).append("available", 1), List.of());
        var take = and(eq("_id", id), gte("available", 1));
        assertTrue(outbox.documents().update(take, inc("available", -1), List.of(CounterRaisedV1.event(id, 0))));
        assertFalse(outbox.documents().update(take, inc("available", -1), List.of(CounterRaisedV1.event(id, -1))));
        outbox.relay().turn();
        assertEquals(1, bench.eventsOf(topic, id).size());
        assertEquals(0, outbox.find(id).getInteger("available"));
    }

    @Test
    void pastFiveHundredWaitingEventsTheWriteIsRefused() {
        Outbox outbox = bench.outbox(bench.topic());
        String id = Ids.next();
        List<PendingEvent> many = new ArrayList<>();
        for (int i = 1; i <= 501; i++) {
            many.add(CounterRaisedV1.event(id, i));
        }
        outbox.documents().insert(new Document("_id", id).append("value", 501), many);

        Problem problem = assertThrows(
                Problem.class,
                () -> outbox.documents()
                        .replace(id, 1, new Document("value", 502), List.of(CounterRaisedV1.event(id, 502))));

        assertEquals(503, problem.status());
        assertTrue(problem.retryAfter().isPresent());
        assertEquals(501, outbox.find(id).getInteger("value"));
        while (!outbox.find(id).getList("pendingEvents", Document.class).isEmpty()) {
            outbox.relay().turn();
        }
        outbox.documents().replace(id, 1, new Document("value", 502), List.of(CounterRaisedV1.event(id, 502)));
        assertEquals(502, outbox.find(id).getInteger("value"));
    }

    @Test
    void manyWritersAtOnceGiveGapFreeSequencesInOrder() throws Exception {
        String topic = bench.topic();
        Outbox outbox = bench.outbox(topic);
        String id = Ids.next();
        outbox.documents().insert(new Document("_id", id).append("value", 0), List.of());
        outbox.relay().start();

        raiseInParallel(outbox, id, 8, 40);

        awaitEmpty(outbox, id, Duration.ofSeconds(20));
        outbox.relay().stop();
        List<EventMeta> events = bench.eventsOf(topic, id);
        assertEquals(320, outbox.find(id).getInteger("value"));
        assertEquals(oneTo(320), Bench.firstArrivals(events));
        assertEquals(320, events.stream().map(EventMeta::id).distinct().count());
    }

    @Test
    void twoRelaysAtWorkOnOneDocumentKeepTheOrderOfFirstArrivals() throws Exception {
        String topic = bench.topic();
        Outbox one = bench.outbox(topic);
        Outbox two = bench.outbox(one.collection(), topic, false, bench.producer);
        String id = Ids.next();
        one.documents().insert(new Document("_id", id).append("value", 0), List.of());
        AtomicBoolean writing = new AtomicBoolean(true);
        try (ExecutorService relays = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Outbox each : List.of(one, two)) {
                running.add(relays.submit(() -> {
                    while (writing.get()) {
                        each.relay().relay(List.of(id)); // no lease blocks either
                    }
                }));
            }
            raiseInParallel(one, id, 4, 40);
            writing.set(false);
            for (Future<?> each : running) {
                each.get();
            }
        }
        while (outboxHolds(one, id)) {
            one.relay().relay(List.of(id));
        }
        List<EventMeta> events = bench.eventsOf(topic, id);
        assertEquals(oneTo(160), Bench.firstArrivals(events));
        assertEquals(
                160,
                events.stream()
                        .map(event -> event.sequence() + event.id())
                        .distinct()
                        .count());
    }

    @Test
    void aRelayKilledBetweenSendAndPullIsRepeatedWithTheSameIds() {
        String topic = bench.topic();
        RetryingWrites killed = new RetryingWrites() {
            @Override
            public <T> T run(Supplier<T> write) {
                throw new IllegalStateException("killed");
            }
        };
        String collection = "c-" + Ids.next();
        Outbox dying = bench.outbox(collection, topic, false, bench.producer, killed);
        Outbox next = bench.outbox(collection, topic, false, bench.producer);
        String id = Ids.next();
        dying.documents()
                .insert(new Document("_id", id), List.of(CounterRaisedV1.event(id, 1), CounterRaisedV1.event(id, 2)));

        assertThrows(IllegalStateException.class, () -> dying.relay().relay(List.of(id)));
        next.relay().relay(List.of(id));

        List<EventMeta> events = bench.eventsOf(topic, id);
        assertEquals(
                List.of(1L, 2L, 1L, 2L),
                events.stream().map(EventMeta::sequence).toList());
        assertEquals(events.get(0).id(), events.get(2).id());
        assertEquals(events.get(1).id(), events.get(3).id());
        assertFalse(outboxHolds(next, id));
    }

    @Test
    void eventsOfACrashedInstanceAreSentByASweep() {
        String topic = bench.topic();
        Outbox crashed = bench.outbox(topic);
        String id = Ids.next();
        crashed.documents().insert(new Document("_id", id), List.of(CounterRaisedV1.event(id, 1)));
        Outbox other = bench.outbox(crashed.collection(), topic, false, bench.producer);
        other.relay().start();
        awaitEmpty(other, id, Duration.ofSeconds(10));
        other.relay().stop();
        assertEquals(1, bench.eventsOf(topic, id).size());
    }

    @Test
    void anEventAddedDuringASendIsNotLost() {
        String topic = bench.topic();
        String collection = "c-" + Ids.next();
        String id = Ids.next();
        Outbox writer = bench.outbox(collection, topic, false, bench.producer);
        AtomicBoolean once = new AtomicBoolean();
        Outbox slow = bench.outbox(collection, topic, false, record -> {
            CompletableFuture<Void> sent = bench.producer.send(record);
            if (once.compareAndSet(false, true)) {
                writer.documents()
                        .update(eq("_id", id), Updates.set("value", 2), List.of(CounterRaisedV1.event(id, 2)));
            }
            return sent;
        });
        writer.documents().insert(new Document("_id", id).append("value", 1), List.of(CounterRaisedV1.event(id, 1)));

        slow.relay().relay(List.of(id));

        Document between = writer.find(id);
        assertEquals(1, between.getList("pendingEvents", Document.class).size());
        assertTrue(between.containsKey("outboxSince"), "the fresh event must be found by the sweep");
        slow.relay().relay(List.of(id));
        assertEquals(List.of(1L, 2L), Bench.firstArrivals(bench.eventsOf(topic, id)));
    }

    @Test
    void aFailureStopsTheDocumentAtItsHeadAndNothingOvertakes() {
        String topic = bench.topic();
        AtomicBoolean broken = new AtomicBoolean(true);
        Outbox outbox = bench.outbox(
                "c-" + Ids.next(),
                topic,
                false,
                record -> isSecond(record) && broken.get()
                        ? CompletableFuture.failedFuture(new TimeoutException("no answer"))
                        : bench.producer.send(record));
        String id = Ids.next();
        outbox.documents()
                .insert(
                        new Document("_id", id),
                        List.of(
                                CounterRaisedV1.event(id, 1),
                                CounterRaisedV1.event(id, 2),
                                CounterRaisedV1.event(id, 3)));

        assertFalse(outbox.relay().relay(List.of(id)));
        assertEquals(List.of(1L), Bench.firstArrivals(bench.eventsOf(topic, id)));

        broken.set(false);
        assertTrue(outbox.relay().relay(List.of(id)));
        assertEquals(
                List.of(1L, 2L, 3L),
                bench.eventsOf(topic, id).stream().map(EventMeta::sequence).toList());
    }

    private static boolean isSecond(ProducerRecord<String, byte[]> record) {
        return "2".equals(CloudEvents.get(record.headers(), CloudEvents.SEQUENCE));
    }

    @Test
    void republishingSendsTheNewestEventOfEveryDocumentAgain() {
        String topic = bench.topic();
        String collection = "c-" + Ids.next();
        List<String> ids = LongStream.range(0, 250).mapToObj(i -> Ids.next()).toList();
        Outbox writer = bench.outbox(collection, topic, true, bench.producer);
        for (String id : ids) {
            writer.documents()
                    .insert(
                            new Document("_id", id),
                            List.of(CounterRaisedV1.event(id, 1), CounterRaisedV1.event(id, 2)));
        }
        writer.relay().relay(ids);
        String goesOn = ids.getFirst();
        AtomicBoolean once = new AtomicBoolean();
        Outbox asked = bench.outbox(collection, topic, true, record -> {
            if (once.compareAndSet(false, true)) { // a third event is sent just before the second is resent
                writer.documents()
                        .update(eq("_id", goesOn), Updates.set("value", 3), List.of(CounterRaisedV1.event(goesOn, 3)));
                writer.relay().relay(List.of(goesOn));
            }
            return bench.producer.send(record);
        });

        assertEquals(250, asked.relay().resendAll());
        asked.relay().turn();
        asked.relay().turn();

        List<EventMeta> last = bench.eventsOf(topic, ids.getLast());
        assertEquals(List.of(1L, 2L, 2L), last.stream().map(EventMeta::sequence).toList());
        assertEquals(last.get(1).id(), last.get(2).id());
        assertEquals(
                List.of(1L, 2L, 2L, 3L),
                bench.eventsOf(topic, goesOn).stream().map(EventMeta::sequence).toList(),
                "compaction keeps the newest");
    }

    @Test
    @Tag("fault")
    void withoutKafkaWritesSucceedAndEventsAreSentLater() {
        String topic = bench.topic();
        Outbox outbox = bench.outbox(topic);
        String id = Ids.next();
        outbox.documents().insert(new Document("_id", id).append("value", 0), List.of(CounterRaisedV1.event(id, 0)));
        outbox.relay().start();
        awaitEmpty(outbox, id, Duration.ofSeconds(10));
        bench.stack.kafka().stop();
        try {
            for (int i = 1; i <= 20; i++) {
                assertTrue(outbox.documents()
                        .update(eq("_id", id), Updates.set("value", i), List.of(CounterRaisedV1.event(id, i))));
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> outbox.relay().backlog().oldest().compareTo(Duration.ofSeconds(2)) > 0);
            assertEquals(1, outbox.relay().backlog().pending());
            assertEquals(
                    20, outbox.find(id).getList("pendingEvents", Document.class).size());
        } finally {
            bench.stack.kafka().start();
        }
        awaitEmpty(outbox, id, Duration.ofSeconds(60));
        outbox.relay().stop();
        assertEquals(oneTo(21), Bench.firstArrivals(bench.eventsOf(topic, id)));
    }

    @Test
    @Tag("fault")
    @DisabledIf("mongoIsNotOurs")
    void anInterruptionOfTheDatabaseLosesNoEvent() {
        String topic = bench.topic();
        Outbox outbox = bench.outbox(topic);
        String id = Ids.next();
        outbox.documents().insert(new Document("_id", id).append("value", 0), List.of());
        outbox.relay().start();
        int applied = 0;
        for (int i = 1; i <= 60; i++) {
            if (i == 30) {
                bench.stack.mongo().stop();
            }
            if (i == 33) {
                bench.stack.mongo().start();
            }
            try {
                if (outbox.documents()
                        .update(eq("_id", id), Updates.set("value", i), List.of(CounterRaisedV1.event(id, i)))) {
                    applied++;
                }
            } catch (MongoException away) {
                assertTrue(i >= 30 && i <= 34, "only while it is away: " + i + " " + away);
            }
        }
        awaitEmpty(outbox, id, Duration.ofSeconds(30));
        outbox.relay().stop();
        long stored = outbox.find(id).getLong("eventSeq");
        assertTrue(stored >= applied && applied > 50, "applied " + applied + " stored " + stored);
        assertEquals(oneTo(stored), Bench.firstArrivals(bench.eventsOf(topic, id)));
    }

    static boolean mongoIsNotOurs() {
        return System.getenv("PARLEY_TEST_MONGODB_URI") != null;
    }

    @Test
    void anEventInsideATraceCarriesIt() {
        assertNull(StoredEvent.of(CounterRaisedV1.event("x", 1)).traceparent());
        var span = io.opentelemetry.api.trace.Span.wrap(io.opentelemetry.api.trace.SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                io.opentelemetry.api.trace.TraceFlags.getSampled(),
                io.opentelemetry.api.trace.TraceState.getDefault()));
        try (var scope = span.makeCurrent()) {
            assertEquals(
                    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                    StoredEvent.of(CounterRaisedV1.event("x", 1)).traceparent());
        }
    }

    /** Each writer loads, increments and saves; the event contains the new value. */
    private static void raiseInParallel(Outbox outbox, String id, int writers, int each) throws Exception {
        AtOnce.run(writers, Executors.callable(() -> {
            for (int i = 0; i < each; i++) {
                raise(outbox, id);
            }
        }));
    }

    private static void raise(Outbox outbox, String id) {
        OptimisticRetry.run(1_000, () -> {
            Document now = outbox.find(id);
            int to = now.getInteger("value") + 1;
            outbox.documents()
                    .save(
                            id,
                            now.getLong("version"),
                            new Document("value", to),
                            List.of(CounterRaisedV1.event(id, to)));
            return to;
        });
    }

    private static boolean outboxHolds(Outbox outbox, String id) {
        return outbox.find(id).containsKey("outboxSince");
    }

    private static void awaitEmpty(Outbox outbox, String id, Duration atMost) {
        await().atMost(atMost).until(() -> !outboxHolds(outbox, id));
    }

    private static List<Long> oneTo(long n) {
        return LongStream.rangeClosed(1, n).boxed().toList();
    }
}
