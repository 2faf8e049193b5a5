package dev.parley.platform.events;

import static com.mongodb.client.model.Filters.lt;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.id.Ids;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("storage")
@Tag("slow")
class RecurringJobsTest {

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = new Bench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private final MongoDatabase database = bench.client.getDatabase("test-" + Ids.next());
    private final AtomicInteger turns = new AtomicInteger();

    private final class Failing implements RecurringJob<String> {
        @Override
        public String name() {
            return "things";
        }

        @Override
        public Duration every() {
            return Duration.ofMillis(200);
        }

        @Override
        public List<String> due(Instant now, int most) {
            turns.incrementAndGet();
            throw new IllegalStateException("a turn that fails");
        }

        @Override
        public void handle(String item, Instant now) {}
    }

    @Test
    void runsAJobOnOneInstanceAtATimeAndAfterAFailedTurn() {
        Leases elsewhere = new Leases(database, bench.writes, bench.clock);
        assertTrue(elsewhere.take("job-things", Duration.ofSeconds(2)));
        RecurringJobs jobs = jobs(new Failing());
        jobs.start(null);
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        assertEquals(0, turns.get());

        await().atMost(Duration.ofSeconds(5)).until(() -> turns.get() >= 3);
        jobs.stop(null);
    }

    @Test
    void removesExpiredDocumentsOfOneCollectionAlthoughAnotherFails() {
        database.getCollection("things").insertOne(new Document("_id", "old").append("until", 1));
        database.getCollection("things").insertOne(new Document("_id", "young").append("until", 9));
        String broken = ""; // no collection has this name
        ExpiredDocuments expired = now -> Map.of(broken, lt("until", 5), "things", lt("until", 5));
        RecurringJobs jobs = jobs(new RemoveExpired(database, bench.writes, List.of(expired)));

        assertEquals(1, jobs.run("expired-documents", Instant.now()));

        assertEquals(
                "young",
                database.getCollection("things")
                        .find()
                        .map(thing -> thing.getString("_id"))
                        .first());
        assertEquals(1, database.getCollection("things").countDocuments());
    }

    private RecurringJobs jobs(RecurringJob<?> job) {
        return new RecurringJobs(
                List.of(job), new Leases(database, bench.writes, bench.clock), bench.clock, new SimpleMeterRegistry());
    }
}
