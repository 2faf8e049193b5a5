package dev.parley.platform.events;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.events.MigrationRunner.Series;
import dev.parley.platform.id.Ids;
import java.time.Duration;
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
@Tag("slow")
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
    void runsMissingMigrationsInOrderAndRecordsThem() {
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
    void olderCodeStartsOnACompatibleNewerDatabase() {
        instance().run(upTo(3));

        instance().run(upTo(2)); // a rollback, or the other half of a rolling update
        instance().run(upTo(4));

        assertEquals(List.of(1, 2, 3, 4), ran);
    }

    @Test
    void codeThatIsTooOldForAMigrationRefusesToStart() {
        List<Migration> migrations = new ArrayList<>(upTo(3).migrations());
        migrations.add(new Migration(4, "the field total goes", 3, db -> {}));
        instance().run(new Series("", migrations));

        instance().run(upTo(3));
        IllegalStateException stop =
                assertThrows(IllegalStateException.class, () -> instance().run(upTo(2)));

        assertTrue(stop.getMessage().contains("schema version 4 (\"the field total goes\")"), stop.getMessage());
        assertTrue(stop.getMessage().contains("needs code of version 3 or newer"), stop.getMessage());
        assertTrue(stop.getMessage().contains("this is code of version 2"), stop.getMessage());
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
    void oneOfSeveralConcurrentInstancesMigrates() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Series slow = new Series("", List.of(new Migration(1, "slow", db -> {
            runs.incrementAndGet();
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        })));
        AtOnce.run(4, Executors.callable(() -> instance().run(slow)));
        assertEquals(1, runs.get());
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
