package dev.parley.platform.events;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import dev.parley.platform.events.Bench.Outbox;
import dev.parley.platform.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code ./parley bench outbox}: how fast a backlog is sent, by one instance of a service and by three. An instance is
 * a relay with a database client and a producer of its own; all run in this JVM. Uses the database of
 * {@code PARLEY_TEST_MONGODB_URI} and an embedded broker; {@code -Dparley.bench.documents} is the number of documents.
 */
class OutboxFigure {

    private static final int DOCUMENTS = Integer.getInteger("parley.bench.documents", 300_000);
    private static final int AT_ONCE = 1000;
    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = new Bench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    /** One instance of a service. */
    private record Copy(MongoClient client, EventProducer producer, Outbox outbox) {

        static Copy of(String collection, String topic, boolean compacted) {
            MongoClient client = bench.newClient();
            EventProducer producer = bench.newProducer();
            return new Copy(client, producer, bench.outbox(client, collection, topic, compacted, producer));
        }

        void stop() {
            outbox.relay().stop();
            producer.stop(null);
            client.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false", "3, false", "1, true", "3, true"})
    void backlog(int count, boolean compacted) {
        String topic = bench.topic();
        String collection = "figure-" + Ids.next();
        List<Copy> copies = IntStream.range(0, count)
                .mapToObj(i -> Copy.of(collection, topic, compacted))
                .toList();
        MongoCollection<Document> documents = bench.database.getCollection(collection);
        fill(documents);

        long began = System.nanoTime();
        copies.forEach(copy -> copy.outbox.relay().start());
        await().atMost(Duration.ofHours(1))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> published(copies) >= DOCUMENTS);
        double seconds = (System.nanoTime() - began) / 1e9;
        await().atMost(Duration.ofMinutes(2))
                .until(() -> documents
                                .find(new Document("outboxSince", new Document("$exists", true)))
                                .first()
                        == null);

        System.out.printf(
                Locale.ROOT,
                "%,d documents, %d %s, %s topic: %.1f s, %,.0f/s, %,d sent twice%n",
                DOCUMENTS,
                count,
                count == 1 ? "copy" : "copies",
                compacted ? "compacted" : "plain",
                seconds,
                DOCUMENTS / seconds,
                published(copies) - DOCUMENTS);
        copies.forEach(Copy::stop);
        assertEquals(
                DOCUMENTS,
                bench.records(topic).stream()
                        .map(record -> record.key())
                        .distinct()
                        .count());
        documents.drop();
    }

    private static long published(List<Copy> copies) {
        return copies.stream()
                .mapToLong(copy -> copy.outbox.relay().published())
                .sum();
    }

    private static void fill(MongoCollection<Document> documents) {
        Date since = Date.from(Instant.now().minus(Duration.ofMinutes(10)));
        for (int from = 0; from < DOCUMENTS; from += AT_ONCE) {
            List<Document> some = new ArrayList<>(AT_ONCE);
            for (int i = from; i < Math.min(from + AT_ONCE, DOCUMENTS); i++) {
                String id = Ids.next();
                some.add(new Document("_id", id)
                        .append("version", 1L)
                        .append("value", i)
                        .append("eventSeq", 1L)
                        .append(
                                "pendingEvents",
                                List.of(StoredEvent.of(CounterRaisedV1.event(id, i))
                                        .write()))
                        .append("outboxSince", since)
                        .append("outboxNext", since));
            }
            documents.insertMany(some);
        }
    }
}
