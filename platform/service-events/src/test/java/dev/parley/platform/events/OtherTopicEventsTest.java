package dev.parley.platform.events;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.events.Bench.Outbox;
import dev.parley.platform.id.Ids;
import dev.parley.platform.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Routed events: in an aggregate's outbox without being its own. */
@Tag("storage")
@Tag("slow")
class OtherTopicEventsTest {

    @EventType("dev.parley.test.noted.v1")
    record NotedV1(String what) {}

    private static Bench bench;
    private static String elsewhere;

    private final String topic = bench.topic();
    private final String id = Ids.next();
    private final String target = "target-" + id;

    @BeforeAll
    static void start() {
        bench = new Bench();
        elsewhere = bench.topic();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private PendingEvent own(int to) {
        return CounterRaisedV1.event(id, to);
    }

    private PendingEvent elsewhere(String what) {
        return PendingEvent.of(new NotedV1(what), Instant.parse("2026-01-15T10:30:00Z"), "user:admin")
                .routedTo(elsewhere, target);
    }

    private List<Long> ownSequences() {
        return bench.eventsOf(topic, id).stream().map(EventMeta::sequence).toList();
    }

    private List<EventMeta> asides() {
        return bench.eventsOf(elsewhere, target);
    }

    @Test
    void areSentToTheirTopicWithoutASequence() {
        Outbox outbox = bench.outbox(topic);
        PendingEvent note = elsewhere("between");

        outbox.documents().insert(new Document("_id", id), List.of(own(1), note, own(2)));
        outbox.documents().update(eq("_id", id), set("value", 3), List.of(own(3), elsewhere("after")));
        outbox.relay().turn();

        assertEquals(List.of(1L, 2L, 3L), ownSequences());
        ConsumerRecord<String, byte[]> record = bench.records(elsewhere).stream()
                .filter(each -> target.equals(each.key()))
                .findFirst()
                .orElseThrow();
        assertNull(CloudEvents.get(record.headers(), CloudEvents.SEQUENCE));
        EventMeta meta = EventMeta.of(record);
        assertEquals(note.id(), meta.id());
        assertEquals("dev.parley.test.noted.v1", meta.type());
        assertEquals(target, meta.subject());
        assertEquals("user:admin", meta.actor());
        assertEquals(2, asides().size());
        Document stored = outbox.find(id);
        assertEquals(3L, stored.getLong("eventSeq"), "only its own are counted");
        assertEquals(List.of(), stored.getList("pendingEvents", Document.class));
        assertFalse(stored.containsKey("outboxSince"));
    }

    @Test
    void blockNoOtherDocumentWhenTheirTopicIsRefused() {
        Outbox outbox = bench.outbox(
                "c-" + Ids.next(),
                topic,
                false,
                record -> record.topic().equals(elsewhere)
                        ? CompletableFuture.failedFuture(new TopicAuthorizationException(elsewhere))
                        : bench.producer.send(record));
        outbox.documents().insert(new Document("_id", id), List.of(elsewhere("refused"), own(1)));
        outbox.relay().turn();
        String other = Ids.next();
        outbox.documents().insert(new Document("_id", other), List.of(CounterRaisedV1.event(other, 1)));

        outbox.relay().turn();

        assertEquals(1, bench.eventsOf(topic, other).size());
        assertEquals(List.of(), ownSequences());
    }

    @Test
    void areSentInOrderAndBlockLaterEvents() {
        AtomicBoolean broken = new AtomicBoolean(true);
        Outbox outbox = bench.outbox(
                "c-" + Ids.next(),
                topic,
                false,
                record -> record.topic().equals(elsewhere) && broken.get()
                        ? CompletableFuture.failedFuture(new TimeoutException("no answer"))
                        : bench.producer.send(record));
        outbox.documents().insert(new Document("_id", id), List.of(own(1), elsewhere("second"), own(2)));

        assertFalse(outbox.relay().relay(List.of(id)));
        assertEquals(List.of(1L), ownSequences());
        assertEquals(2, outbox.find(id).getList("pendingEvents", Document.class).size());

        broken.set(false);
        assertTrue(outbox.relay().relay(List.of(id)));
        assertEquals(List.of(1L, 2L), ownSequences());
        assertEquals(1, asides().size());
    }

    @Test
    void areNotLostWhenAddedDuringASend() {
        String collection = "c-" + Ids.next();
        Outbox writer = bench.outbox(collection, topic, false, bench.producer);
        AtomicBoolean once = new AtomicBoolean();
        Outbox slow = bench.outbox(collection, topic, false, record -> {
            CompletableFuture<Void> sent = bench.producer.send(record);
            if (once.compareAndSet(false, true)) {
                writer.documents().update(eq("_id", id), set("value", 2), List.of(elsewhere("meanwhile")));
            }
            return sent;
        });
        writer.documents().insert(new Document("_id", id), List.of(own(1)));

        slow.relay().relay(List.of(id));

        assertTrue(writer.find(id).containsKey("outboxSince"), "the fresh one must be found by the sweep");
        slow.relay().relay(List.of(id));
        assertEquals(List.of(1L), ownSequences());
        assertEquals(1, asides().size());
    }

    @Test
    void areNeverTheNewestStateOfACompactedTopic() {
        String collection = "c-" + Ids.next();
        Outbox writer = bench.outbox(collection, topic, true, bench.producer);
        AtomicBoolean once = new AtomicBoolean();
        Outbox relaying = bench.outbox(collection, topic, true, record -> {
            if (once.compareAndSet(false, true)) {
                writer.documents().update(eq("_id", id), set("value", 2), List.of(elsewhere("last")));
            }
            return bench.producer.send(record);
        });
        writer.documents().insert(new Document("_id", id), List.of(own(1), elsewhere("first")));
        relaying.relay().relay(List.of(id));
        relaying.relay().relay(List.of(id));

        assertEquals(1, relaying.relay().resendAll());
        relaying.relay().turn();

        assertEquals(List.of(1L, 1L), ownSequences());
        assertEquals(2, asides().size(), "what was noted is not said again");
        assertEquals(1L, writer.find(id).get("outboxLast", Document.class).getLong("sequence"));
    }

    @Test
    void doNotHideAnOwedResend() {
        String collection = "c-" + Ids.next();
        Outbox fast = bench.outbox(collection, topic, true, bench.producer);
        AtomicBoolean once = new AtomicBoolean();
        Outbox slow = bench.outbox(collection, topic, true, record -> {
            if (once.compareAndSet(false, true)) {
                fast.documents().update(eq("_id", id), set("value", 2), List.of(own(2)));
                fast.makeDue(id); // the claim of the slow one expires
                fast.relay().relay(List.of(id));
                fast.documents().update(eq("_id", id), set("value", 3), List.of(elsewhere("after both")));
            }
            return bench.producer.send(record);
        });
        fast.documents().insert(new Document("_id", id), List.of(own(1)));

        slow.relay().relay(List.of(id));
        slow.relay().relay(List.of(id));
        slow.makeDue(id);
        slow.relay().relay(List.of(id));

        assertEquals(List.of(1L, 2L, 1L, 2L), ownSequences(), "compaction keeps the newest");
        assertEquals(1, asides().size());
    }

    @Test
    void countAgainstTheLimitOfFiveHundredPendingEvents() {
        Outbox outbox = bench.outbox(topic);
        List<PendingEvent> many = new ArrayList<>();
        for (int i = 0; i < 501; i++) {
            many.add(elsewhere("no. " + i));
        }
        outbox.documents().insert(new Document("_id", id), many);

        Problem problem = assertThrows(
                Problem.class,
                () -> outbox.documents().update(eq("_id", id), set("value", 1), List.of(elsewhere("one too many"))));

        assertEquals(503, problem.status());
    }

    @Test
    void stopAnOlderRelayThatCannotReadThem() {
        Document stored = StoredEvent.of(elsewhere("x")).write();

        assertEquals(Set.of("id", "aside"), stored.keySet(), "the fields an older relay needs are not where it looks");
        assertEquals(StoredEvent.of(own(1)).write().keySet(), Set.of("id", "type", "at", "actor", "data"));
    }

    @Test
    void areTheOnlyEventsOfACollectionWithoutATopic() {
        Outbox outbox = bench.outbox(null);
        outbox.documents().insert(new Document("_id", id), List.of(elsewhere("alone")));
        outbox.relay().turn();

        assertEquals(1, asides().size());
        assertFalse(outbox.find(id).containsKey("outboxSince"));
        assertThrows(
                IllegalArgumentException.class,
                () -> outbox.documents().update(eq("_id", id), set("value", 1), List.of(own(1))));
    }

    @Test
    void keepSequencesIntactWithConcurrentWritersAndTwoRelays() throws Exception {
        Outbox one = bench.outbox(topic);
        Outbox two = bench.outbox(one.collection(), topic, false, bench.producer);
        one.documents().insert(new Document("_id", id).append("value", 0), List.of());
        AtomicBoolean writing = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> relays = new ArrayList<>();
            for (Outbox each : List.of(one, two)) {
                relays.add(threads.submit(() -> {
                    while (writing.get()) {
                        each.relay().relay(List.of(id)); // no lease blocks either
                    }
                }));
            }
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < 4; w++) {
                int writer = w;
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 30; i++) {
                        List<PendingEvent> events = (writer + i) % 3 == 0
                                ? List.of(elsewhere("alone"))
                                : (writer + i) % 3 == 1 ? List.of(own(i)) : List.of(own(i), elsewhere("with"));
                        one.documents().update(eq("_id", id), inc("value", 1), events);
                    }
                }));
            }
            for (Future<?> each : writers) {
                each.get();
            }
            writing.set(false);
            for (Future<?> each : relays) {
                each.get();
            }
        }
        while (one.find(id).containsKey("outboxSince")) {
            one.relay().relay(List.of(id));
        }
        assertEquals(LongStream.rangeClosed(1, 80).boxed().toList(), Bench.firstArrivals(bench.eventsOf(topic, id)));
        assertEquals(80, asides().stream().map(EventMeta::id).distinct().count());
    }
}
