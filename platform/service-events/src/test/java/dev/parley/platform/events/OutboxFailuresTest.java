package dev.parley.platform.events;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.model.IndexOptions;
import dev.parley.platform.events.Bench.Outbox;
import dev.parley.platform.id.Ids;
import dev.parley.platform.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A document that cannot be relayed never blocks the others. */
@Tag("storage")
@Tag("slow")
class OutboxFailuresTest {

    private static Bench bench;

    private final String topic = bench.topic();

    /** Keys of records that the broker refuses, each for its reason. */
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private RuntimeException reason = new TopicAuthorizationException("not yours");
    private final Outbox outbox = bench.outbox("c-" + Ids.next(), topic, false, this::send);

    @BeforeAll
    static void start() {
        bench = new Bench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private CompletableFuture<Void> send(ProducerRecord<String, byte[]> record) {
        return refused.contains(record.key()) ? CompletableFuture.failedFuture(reason) : bench.producer.send(record);
    }

    private String insert(Outbox into, PendingEvent... events) {
        String id = Ids.next();
        into.documents()
                .insert(
                        new Document("_id", id),
                        events.length == 0 ? List.of(CounterRaisedV1.event(id, 1)) : List.of(events));
        return id;
    }

    /** Another instance of the service: its writes are left to the sweep of the others. */
    private Outbox crashed() {
        return bench.outbox(outbox.collection(), topic, false, bench.producer);
    }

    private void sweep() {
        outbox.relay().sweepSoon();
        outbox.relay().turn();
    }

    private boolean isSent(String id) {
        return !outbox.find(id).containsKey("outboxSince");
    }

    @Test
    void aMissingTopicBlocksOnlyItsOwnEvents() {
        Outbox guarded = bench.outbox(
                "c-" + Ids.next(), topic, false, new RefusedTopics(bench.producer, bench.producer::isConnected));
        insert(guarded); // so that the producer knows the broker
        guarded.relay().turn();
        guarded.relay().start();
        List<String> misrouted = IntStream.range(0, 20)
                .mapToObj(i -> insert(guarded, CounterRaisedV1.event("x", i).routedTo("missing-" + topic, "x")))
                .toList();
        List<String> others =
                IntStream.range(0, 20).mapToObj(i -> insert(guarded)).toList();

        await().atMost(Duration.ofSeconds(5))
                .until(() -> others.stream().noneMatch(id -> guarded.find(id).containsKey("outboxSince")));

        guarded.relay().stop();
        assertTrue(misrouted.stream()
                .map(id -> guarded.find(id).get("outboxFailure", Document.class).getString("reason"))
                .allMatch("UnknownTopicOrPartitionException"::equals));
    }

    @Test
    void aThousandRefusedDocumentsDoNotStarveTheOneBehindThem() {
        Outbox crashed = crashed();
        List<String> stuck =
                IntStream.range(0, 1000).mapToObj(i -> insert(crashed)).toList();
        refused.addAll(stuck);
        String other = insert(crashed);
        crashed.makeDue(Stream.concat(stuck.stream(), Stream.of(other)).toArray(String[]::new));

        await().atMost(Duration.ofSeconds(10)).until(() -> {
            sweep();
            return isSent(other);
        });
    }

    @Test
    void pausesGrowFromOneSecondToFiveMinutes() {
        String id = insert(crashed());
        refused.add(id);

        List<Long> pauses = IntStream.range(0, 10)
                .mapToObj(i -> {
                    outbox.makeDue(id);
                    Instant before = bench.clock.instant();
                    sweep();
                    Instant next = outbox.find(id).getDate("outboxNext").toInstant();
                    return Math.round(Duration.between(before, next).toMillis() / 1000.0);
                })
                .toList();

        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L), pauses);
    }

    @Test
    void anUnreadableDocumentIsParkedAndTheOthersAreSent() {
        Outbox crashed = crashed();
        String unreadable = insert(crashed);
        String other = insert(crashed);
        outbox.documents().mongo().updateOne(eq("_id", unreadable), set("pendingEvents", List.of("not an event")));
        outbox.documents()
                .mongo()
                .insertOne(
                        new Document("_id", 7).append("outboxNext", new Date()).append("pendingEvents", 8));
        crashed.makeDue(unreadable, other);

        sweep();
        sweep();

        assertTrue(isSent(other));
        Document parked = outbox.find(unreadable);
        assertTrue(parked.containsKey("outboxParked"));
        assertTrue(parked.containsKey("outboxSince"), "what is not sent must not be removed");
        assertFalse(parked.containsKey("outboxNext"));
        assertEquals(2, outbox.relay().backlog().parked());
        assertEquals(0, outbox.relay().backlog().pending());
    }

    @Test
    void anEventThatCanNeverBeSentParksItsDocumentAndNothingOvertakesIt() {
        reason = new RecordTooLargeException("too large");
        String id = insert(outbox);
        refused.add(id);
        outbox.relay().turn();
        outbox.documents().update(eq("_id", id), set("value", 2), List.of(CounterRaisedV1.event(id, 2)));
        outbox.relay().turn();

        assertEquals(List.of(), bench.eventsOf(topic, id));
        assertTrue(outbox.find(id).containsKey("outboxParked"));
        assertEquals(
                2,
                outbox.find(id).get("outboxFailure", Document.class).getInteger("tries"),
                "a new event is a new try");

        refused.clear();
        outbox.makeDue(id);
        sweep();

        assertEquals(List.of(1L, 2L), Bench.firstArrivals(bench.eventsOf(topic, id)));
        Document sent = outbox.find(id);
        assertTrue(Stream.of("outboxParked", "outboxFailure", "outboxNext", "outboxSince", "outboxClaim")
                .noneMatch(sent::containsKey));
    }

    @Test
    void aParkedDocumentIsRetriedWhenAnInstanceStarts() {
        reason = new RecordTooLargeException("too large");
        String id = insert(outbox);
        refused.add(id);
        outbox.relay().turn();
        assertTrue(outbox.find(id).containsKey("outboxParked"));

        crashed().relay().turn();

        assertTrue(isSent(id));
        assertEquals(List.of(1L), Bench.firstArrivals(bench.eventsOf(topic, id)));
    }

    @Test
    void anUnresponsivePartitionPostponesOnlyItsDocuments() {
        String stuck = insert(crashed());
        Outbox relaying = bench.outbox(
                outbox.collection(),
                topic,
                false,
                record -> record.key().equals(stuck) ? Bench.noAnswer() : bench.producer.send(record));
        List<String> others = List.of(insert(crashed()), insert(crashed()));

        relaying.relay().relay(Stream.concat(others.stream(), Stream.of(stuck)).toList());

        assertTrue(others.stream().allMatch(this::isSent));
        assertEquals(
                "TimeoutException",
                outbox.find(stuck).get("outboxFailure", Document.class).getString("reason"));
    }

    @Test
    void aTooLargeEventIsRefusedWhenItIsWritten() {
        String id = insert(outbox);
        PendingEvent large = CounterRaisedV1.event("é".repeat(500_001), 1);

        Problem insert = assertThrows(
                Problem.class, () -> outbox.documents().insert(new Document("_id", Ids.next()), List.of(large)));
        Problem update = assertThrows(
                Problem.class, () -> outbox.documents().update(eq("_id", id), set("value", 1), List.of(large)));

        assertEquals("event-too-large", insert.slug());
        assertEquals(422, update.status());
        assertEquals(1L, outbox.find(id).getLong("version"));
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "PARLEY_TEST_MONGODB_URI",
            matches = ".+",
            disabledReason = "embedded documents have no largest size")
    void furtherEventsOfAFullDocumentAreRefusedUntilSomeAreSent() {
        Outbox crashed = crashed();
        String id = insert(crashed);
        List<PendingEvent> large = List.of(CounterRaisedV1.event("x".repeat(900_000), 1));

        Problem full = assertThrows(Problem.class, () -> {
            for (int i = 0; i < 20; i++) {
                crashed.documents().update(eq("_id", id), set("value", i), large);
            }
        });

        assertEquals(503, full.status());
        outbox.makeDue(id);
        sweep();
        assertTrue(outbox.documents().update(eq("_id", id), set("value", 20), large));
    }

    @Test
    void theLargestAcceptedEventIsSent() {
        String id = Ids.next();
        int rest = EventJson.write(new CounterRaisedV1("", 1)).length();
        PendingEvent largest = CounterRaisedV1.event("x".repeat(StoredEvent.LARGEST - rest), 1);
        outbox.documents().insert(new Document("_id", id), List.of(largest));

        outbox.relay().turn();

        assertEquals(1, bench.eventsOf(topic, id).size());
    }

    @Test
    void outboxesOfTheFormerSweepAreFoundAfterTheMigration() {
        Outbox crashed = crashed();
        String id = insert(crashed);
        var documents = outbox.documents().mongo();
        documents.updateOne(eq("_id", id), new Document("$unset", new Document("outboxNext", "")));
        documents.createIndex(
                new Document("outboxSince", 1), new IndexOptions().sparse(true).name("outboxSince"));

        OutboxMigrations.of(outbox.collection()).migrations().getFirst().apply().accept(bench.database);

        sweep();
        assertTrue(isSent(id));
        assertEquals(
                Set.of("_id_", "outboxNext", "outboxParked"),
                Set.copyOf(documents
                        .listIndexes()
                        .map(index -> index.getString("name"))
                        .into(new ArrayList<>())));
    }
}
