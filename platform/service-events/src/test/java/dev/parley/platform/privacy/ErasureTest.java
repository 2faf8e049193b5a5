package dev.parley.platform.privacy;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.events.EventJson;
import dev.parley.platform.events.RecurringJobs;
import dev.parley.platform.events.TestStack;
import dev.parley.platform.id.Ids;
import dev.parley.platform.problem.Problems;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The erasure of a person, interrupted anywhere. */
@Tag("storage")
@QuarkusTest
@QuarkusTestResource(TestStack.class)
class ErasureTest {

    @Inject
    ErasePerson erasePerson;

    @Inject
    RecurringJobs jobs;

    @Inject
    ExportPerson exportPerson;

    @Inject
    ErasedUsers erased;

    @Inject
    MongoDatabase database;

    @Inject
    Clock clock;

    private final String guest = Ids.next();
    private final Person ann = new Person(Ids.next(), List.of(guest));

    /** The same person with several guests. */
    private final Person often =
            new Person(ann.userId(), Stream.generate(Ids::next).limit(2_500).toList());

    @Test
    void aPurgedAccountIsErasedAndTheReceiptHoldsCountsOnly() {
        note(ann.userId());
        note(guest);
        note("somebody else");

        publish("purged");

        JsonNode receipt = receipts(1).getFirst();
        assertEquals(ann.userId(), receipt.get("userId").asText());
        assertEquals("test-service", receipt.get("service").asText());
        assertFalse(receipt.get("repeated").asBoolean());
        assertEquals("{\"notes\":2}", receipt.get("counts").toString());
        assertEquals(0, notes(ann.userId()) + notes(guest));
        assertTrue(notes("somebody else") > 0);
        assertTrue(erased.has(ann.userId()) && erased.has(guest));
        assertFalse(erased.has("somebody else"));
    }

    @Test
    void anAccountThatIsOnlyMarkedIsNotErased() {
        note(ann.userId());

        publish("marked");
        publish("purged");

        // the second of two events of one key: the first has been handled by then, without effect
        assertEquals("{\"notes\":1}", receipts(1).getFirst().get("counts").toString());
    }

    @Test
    void aPurgeOfAnotherSourceErasesNothing() {
        note(ann.userId());

        publish("purged", "/somebody-else");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> !ofThisPerson("identity.users.dlq").isEmpty());
        assertEquals(1, notes(ann.userId()));
        assertFalse(erased.has(ann.userId()));
    }

    @Test
    void theTombstoneIsStoredBeforeAnythingIsErased() {
        note(ann.userId());

        erasePerson.handle(ann, 1, 1);

        assertTrue(Notes.buriedFirst.get(ann.userId()));
    }

    @Test
    void anInterruptedErasureIsRetriedBeforeItIsConfirmed() {
        // Given a process that dies between two kinds of data
        note(ann.userId());
        AtomicBoolean dies = new AtomicBoolean(true);
        Drafts.erasures.put(ann.userId(), () -> {
            if (dies.get()) {
                throw new IllegalStateException("killed");
            }
        });
        assertThrows(IllegalStateException.class, () -> erasePerson.handle(ann, 1, 1));
        assertEquals(0, notes(ann.userId()));
        assertFalse(tombstone().containsKey("confirmedAt"));
        dies.set(false);

        // When the event is handled again
        publish("purged");

        // Then the receipt counts both attempts
        assertEquals("{\"notes\":1}", receipts(1).getFirst().get("counts").toString());
    }

    @Test
    void aTransientFailureOfAnErasureIsRetried() {
        AtomicBoolean busy = new AtomicBoolean(true);
        Drafts.erasures.put(ann.userId(), () -> {
            if (busy.getAndSet(false)) {
                throw Problems.unavailable("A draft", Duration.ofSeconds(1));
            }
        });

        publish("purged");

        assertEquals("{}", receipts(1).getFirst().get("counts").toString());
    }

    @Test
    void documentsWithUnsentEventsAreNotRemovedAndNotConfirmed() {
        database.getCollection(Notes.COLLECTION)
                .insertOne(new Document("_id", Ids.next())
                        .append("owner", ann.userId())
                        .append("outboxSince", new Date()));
        publish("purged");
        await().until(() -> erased.has(ann.userId()));
        assertFalse(tombstone().containsKey("confirmedAt"));

        database.getCollection(Notes.COLLECTION)
                .updateMany(eq("owner", ann.userId()), new Document("$unset", new Document("outboxSince", "")));

        assertEquals("{\"notes\":1}", receipts(1).getFirst().get("counts").toString());
    }

    @Test
    void aRepeatedEventWritesNoSecondReceipt() throws Exception {
        note(ann.userId());

        AtOnce.run(4, Executors.callable(() -> erasePerson.handle(ann, 1, 1)));
        publish("purged");
        for (int event = 2; event <= 3; event++) { // when the third is handled, the second is done
            note(guest);
            publish("purged");
            await().until(() -> notes(guest) == 0);
        }
        assertEquals(1, receipts(1).size());
    }

    @Test
    void lateWritesAreErasedAQuarterOfAnHourLaterWithASecondReceipt() {
        erasePerson.handle(ann, 1, 1);
        note(guest);
        jobs.run("erasure-repeats", clock.instant().plus(Duration.ofMinutes(14)));
        assertEquals(1, notes(guest));

        jobs.run("erasure-repeats", clock.instant().plus(Duration.ofMinutes(16)));

        assertEquals(0, notes(guest));
        JsonNode second = receipts(2).getLast();
        assertTrue(second.get("repeated").asBoolean());
        assertEquals("{\"notes\":1}", second.get("counts").toString());
        assertFalse(tombstone().containsKey("repeatAt"));
    }

    @Test
    void aRepeatWithoutFindingsWritesNoReceipt() {
        erasePerson.handle(ann, 1, 1);

        jobs.run("erasure-repeats", clock.instant().plus(Duration.ofMinutes(16)));

        assertTrue(tombstone().containsKey("repeatedAt"));
        assertFalse(tombstone().containsKey("repeatAt"));
        assertEquals(1, receipts(1).size());
    }

    @Test
    void anAccountWithManyGuestsIsErasedPageByPageAndConfirmedOnce() {
        List<Person> pages = often.pages();
        noteOnEachPage();

        for (int page = 1; page <= 3; page++) {
            publishPage(page);
        }

        assertEquals(
                List.of(1_000, 1_000, 500),
                pages.stream().map(page -> page.guests().size()).toList());
        assertEquals("{\"notes\":4}", receipts(1).getFirst().get("counts").toString());
        assertErased();
        assertEquals(1, receipts().size());
    }

    @Test
    void pagesOfGuestsComeInAnyOrderAndTheLastOneConfirms() {
        noteOnEachPage();

        publishPage(3);
        publishPage(2);
        await().untilAsserted(() -> assertEquals(Set.of(2, 3), pagesDone()));
        assertFalse(tombstone().containsKey("confirmedAt"));
        publishPage(1);

        assertEquals("{\"notes\":4}", receipts(1).getFirst().get("counts").toString());
        assertErased();
        assertEquals(1, receipts().size());
    }

    @Test
    void concurrentlyErasedPagesOfGuestsAreConfirmedOnce() throws Exception {
        noteOnEachPage();

        AtOnce.run(IntStream.range(0, 6)
                .mapToObj(i -> Executors.callable(() -> erasePage(i % 3 + 1)))
                .toList());

        assertEquals("{\"notes\":4}", receipts(1).getFirst().get("counts").toString());
        assertErased();
        assertEquals(1, receipts().size());
    }

    @Test
    void anInterruptedPageIsRetriedBeforeTheErasureIsConfirmed() {
        erasePage(1);
        erasePage(3);
        Drafts.erasures.put(ann.userId(), () -> {
            throw new IllegalStateException("killed");
        });
        assertThrows(IllegalStateException.class, () -> erasePage(2));
        assertFalse(tombstone().containsKey("confirmedAt"));
        Drafts.erasures.remove(ann.userId());

        publishPage(2);

        assertEquals(1, receipts(1).size());
    }

    @Test
    void theRepeatErasesDataOfAllGuests() {
        for (int page = 1; page <= 3; page++) {
            erasePage(page);
        }
        noteOnEachPage();

        jobs.run("erasure-repeats", clock.instant().plus(Duration.ofMinutes(16)));

        assertErased();
        assertEquals("{\"notes\":4}", receipts(2).getLast().get("counts").toString());
    }

    @Test
    void resourcesOfAPersonAreNotCountedAsGuests() {
        erased.rememberThings(often, List.of("thing-of-" + guest));
        erasePage(2);

        assertEquals(List.of("thing-of-" + guest), erased.thingsOf(often));
        assertEquals(often.pages().get(1).guests(), erased.guestsOf(often.userId(), ""));
    }

    @Test
    void idsOfResourcesOfAPersonAreRemembered() {
        erased.rememberThings(ann, List.of("thing-of-" + guest));
        erased.rememberThings(ann, List.of("thing-of-" + guest));
        erasePerson.handle(ann, 1, 1);

        assertEquals(List.of("thing-of-" + guest), erased.thingsOf(ann));
        assertTrue(erased.has("thing-of-" + guest));
    }

    @Test
    void theExportIsPlainJsonWithoutOutboxAndSecrets() {
        Instant now = Instant.parse("2026-01-15T10:30:00Z");
        database.getCollection(Notes.COLLECTION)
                .insertOne(new Document("_id", "n-" + guest)
                        .append("owner", guest)
                        .append("secret", "hash")
                        .append("eventSeq", 3L)
                        .append("pendingEvents", List.of())
                        .append("at", Date.from(now))
                        .append("price", new Document("amount", new Decimal128(new BigDecimal("19.90"))))
                        .append("tags", List.of("a", 1, true)));

        JsonNode part = EventJson.tree(exportPerson.handle(ann));

        assertEquals("test-service", part.get("service").asText());
        assertEquals(
                "{\"_id\":\"n-" + guest + "\",\"owner\":\"" + guest
                        + "\",\"at\":\"2026-01-15T10:30:00Z\",\"price\":{\"amount\":\"19.90\"},\"tags\":[\"a\",1,true]}",
                part.at("/data/notes/0").toString());
        assertEquals("[]", part.at("/data/idempotency-answers").toString());
    }

    private void noteOnEachPage() {
        note(often.userId());
        often.pages().forEach(page -> note(page.guests().getLast()));
    }

    private void assertErased() {
        assertEquals(0, notes(often.userId()));
        often.pages().forEach(page -> assertEquals(0, notes(page.guests().getLast())));
        assertEquals(
                2_500,
                database.getCollection(ErasedUsers.COLLECTION)
                        .countDocuments(and(eq("of", often.userId()), eq("guest", true))));
        assertFalse(tombstone().toJson().contains(often.guests().getLast()), "a list that grows with the guests");
    }

    private Set<Integer> pagesDone() {
        return erased.has(ann.userId())
                ? Set.copyOf(tombstone().getList("guestPagesDone", Integer.class, List.of()))
                : Set.of();
    }

    private void erasePage(int page) {
        erasePerson.handle(often.pages().get(page - 1), page, 3);
    }

    private void publishPage(int page) {
        List<String> guests = often.pages().get(page - 1).guests();
        if (page == 1) {
            publish(
                    often.userId(),
                    "dev.parley.user.deleted.v1",
                    new UserDeletedV1(often.userId(), "purged", guests, 3),
                    "/identity-service");
        } else {
            publish(
                    often.userId() + ":" + page,
                    "dev.parley.user.guests-purged.v1",
                    new GuestsPurgedV1(often.userId(), guests, page, 3),
                    "/identity-service");
        }
    }

    private void note(String owner) {
        database.getCollection(Notes.COLLECTION).insertOne(new Document("_id", Ids.next()).append("owner", owner));
    }

    private long notes(String owner) {
        return database.getCollection(Notes.COLLECTION).countDocuments(eq("owner", owner));
    }

    private Document tombstone() {
        return database.getCollection(ErasedUsers.COLLECTION)
                .find(eq("_id", ann.userId()))
                .first();
    }

    private void publish(String phase) {
        publish(phase, "/identity-service");
    }

    private void publish(String phase, String source) {
        // as before there were pages
        publish(
                ann.userId(),
                "dev.parley.user.deleted.v1",
                new UserDeletedV1(ann.userId(), phase, ann.guests(), null),
                source);
    }

    private void publish(String key, String type, Object event, String source) {
        byte[] data = EventJson.write(event).getBytes(StandardCharsets.UTF_8);
        var message = new ProducerRecord<>("identity.users", key, data);
        Map.of(
                        "ce_id",
                        Ids.next(),
                        "ce_type",
                        type,
                        "ce_source",
                        source,
                        "ce_subject",
                        key,
                        "ce_time",
                        "2026-01-15T10:30:00Z",
                        "ce_aggregateseq",
                        "2")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(message);
        }
    }

    /** The receipts of this person, once there are so many and none is in flight. */
    private List<JsonNode> receipts(int many) {
        await().atMost(Duration.ofSeconds(20)).until(() -> receipts().size() >= many);
        await().until(() -> !tombstone().containsKey("outboxSince"));
        return receipts();
    }

    private List<JsonNode> receipts() {
        return ofThisPerson(ErasedUsers.RECEIPTS);
    }

    private List<JsonNode> ofThisPerson(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<JsonNode> found = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (ann.userId().equals(record.key())) {
                        found.add(EventJson.tree(record.value()));
                    }
                });
            }
            return found;
        }
    }

    private static String servers() {
        return System.getProperty("parley.test.events.kafka");
    }
}
