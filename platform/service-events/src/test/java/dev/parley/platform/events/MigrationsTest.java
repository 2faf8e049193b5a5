package dev.parley.platform.events;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.events.MigrationRunner.Series;
import dev.parley.platform.id.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

@Tag("storage")
class MigrationsTest {

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
    private final List<Integer> ran = java.util.Collections.synchronizedList(new ArrayList<>());

    private MigrationRunner instance() {
        return new MigrationRunner(database, new Leases(database, bench.writes, bench.clock), bench.clock, List.of());
    }

    private Series upTo(int newest) {
        List<Migration> migrations = new ArrayList<>();
        for (int version = newest; version >= 1; version--) {
            int number = version;
            migrations.add(new Migration(number, "step " + number, db -> ran.add(number)));
        }
        return new Series("", migrations);
    }

    @Test
    void runsWhatIsMissingInOrderAndRecordsIt() {
        instance().run(upTo(2));
        instance().run(upTo(4));
        instance().run(upTo(4));
        assertEquals(List.of(1, 2, 3, 4), ran);
        Document record = database.getCollection("schema_versions")
                .find(new Document("_id", 4))
                .first();
        assertNotNull(record);
        assertEquals("step 4", record.getString("description"));
        assertTrue(record.containsKey("appliedAt"));
        assertTrue(record.getLong("millis") >= 0);
        assertEquals(0, database.getCollection("leases").countDocuments(), "the lease is given back");
    }

    @Test
    void aNewerDatabaseStopsTheStart() {
        instance().run(upTo(3));
        IllegalStateException stop =
                assertThrows(IllegalStateException.class, () -> instance().run(upTo(2)));
        assertTrue(stop.getMessage().contains("newer than this program"), stop.getMessage());
        assertTrue(stop.getMessage().contains("schema version 3, known here up to 2"), stop.getMessage());
    }

    @Test
    void theSeriesOfThePlatformAndOfTheServiceDoNotMix() {
        instance().run(new Series("platform-", PlatformMigrations.ALL));
        instance().run(upTo(1));
        assertEquals(List.of(1), ran);
        assertEquals(
                PlatformMigrations.ALL.size() + 1,
                database.getCollection("schema_versions").countDocuments());
    }

    @Test
    void aVersionUsedTwiceIsRefused() {
        Migration one = new Migration(1, "a", db -> {});
        Migration other = new Migration(1, "b", db -> {});
        assertThrows(IllegalStateException.class, () -> new Series("", List.of(one, other)));
    }

    @Test
    void ofSeveralInstancesAtOnceOneDoesTheWork() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Series slow = new Series("", List.of(new Migration(1, "slow", db -> {
            runs.incrementAndGet();
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        })));
        List<MigrationRunner> instances = List.of(instance(), instance(), instance(), instance());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            instances.forEach(each -> running.add(threads.submit(() -> each.run(slow))));
            for (Future<?> each : running) {
                each.get();
            }
        }
        assertEquals(1, runs.get());
    }

    @Test
    void aLeaseIsTakenOverWhenItsHolderIsGone() {
        Instant now = Instant.now();
        Leases first = new Leases(database, bench.writes, Clock.fixed(now, ZoneOffset.UTC));
        Leases second = new Leases(database, bench.writes, Clock.fixed(now.plusSeconds(5), ZoneOffset.UTC));
        Leases later = new Leases(database, bench.writes, Clock.fixed(now.plusSeconds(11), ZoneOffset.UTC));
        assertTrue(first.take("work", Duration.ofSeconds(10)));
        assertTrue(first.take("work", Duration.ofSeconds(10)), "its own is renewed");
        assertFalse(second.take("work", Duration.ofSeconds(10)));
        assertTrue(later.take("work", Duration.ofSeconds(10)));
        first.release("work");
        assertEquals(1, database.getCollection("leases").countDocuments(), "it is another's by now");
    }

    @Test
    void anExpiryRunsOnOneInstanceAtATime() {
        AtomicInteger sweeps = new AtomicInteger();
        Expiry expiry = new Expiry() {
            @Override
            public String name() {
                return "things";
            }

            @Override
            public Duration every() {
                return Duration.ofMillis(200);
            }

            @Override
            public int sweep(Instant now) {
                return sweeps.incrementAndGet();
            }
        };
        Leases elsewhere = new Leases(database, bench.writes, bench.clock);
        assertTrue(elsewhere.take("expiry-things", Duration.ofSeconds(2)));
        ExpiryJob job = new ExpiryJob(List.of(expiry), new Leases(database, bench.writes, bench.clock), bench.clock);
        job.start(null);
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        assertEquals(0, sweeps.get());
        await().atMost(Duration.ofSeconds(5)).until(() -> sweeps.get() >= 3);
        job.stop(null);
    }

    @Test
    @Tag("fault")
    @DisabledIf("mongoIsNotOurs")
    void aStartWithoutADatabaseWaitsForIt() throws Exception {
        bench.stack.mongo().stop();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> start = threads.submit(() -> instance().run(upTo(1)));
            await().pollDelay(Duration.ofSeconds(3)).until(() -> !start.isDone());
            bench.stack.mongo().start();
            start.get();
        }
        assertEquals(List.of(1), ran);
    }

    static boolean mongoIsNotOurs() {
        return System.getenv("PARLEY_TEST_MONGODB_URI") != null;
    }
}
