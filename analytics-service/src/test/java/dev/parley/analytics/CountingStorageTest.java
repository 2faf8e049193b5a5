package dev.parley.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.parley.analytics.rollup.Facts;
import dev.parley.analytics.rollup.Rollups;
import dev.parley.analytics.sales.application.SoldOrders;
import dev.parley.analytics.sales.domain.Sales;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.events.RecurringJobs;
import dev.parley.platform.id.Ids;
import dev.parley.platform.money.MoneyDocument;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.Tags;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each order counts once: redelivered, out of order, concurrently, and with a crash between any two writes. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@Tag(Tags.STORAGE)
class CountingStorageTest {

    private static final Money TEN = Money.parse("USD 10.00");

    @Inject
    SoldOrders sold;

    @Inject
    Rollups rollups;

    @Inject
    Facts facts;

    @Inject
    MongoDatabase database;

    @Inject
    RecurringJobs jobs;

    @Test
    void countsAnOrderOnceUnderConcurrentDeliveries() throws Exception {
        Instant at = hoursAgo(1000);
        String order = Ids.next();

        AtOnce.run(40, Executors.callable(() -> sold.count(order, at, 2, TEN)));

        assertEquals(Sales.ofOrder(2, TEN), hour(at));
        assertClean();
    }

    @Test
    void countsRedeliveredOrdersOfAnHourOnceEach() throws Exception {
        Instant at = hoursAgo(1010);
        List<Callable<Object>> deliveries = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String order = Ids.next();
            deliveries.addAll(Collections.nCopies(3, Executors.callable(() -> sold.count(order, at, 1, TEN))));
        }
        Collections.shuffle(deliveries, new Random(60));

        AtOnce.run(deliveries);

        assertEquals(new Sales(60, 60, Sales.ofOrder(1, TEN.multipliedBy(60)).revenue()), hour(at));
        assertClean();
    }

    @Test
    void confirmationsAndCancellationsCommute() throws Exception {
        Instant at = hoursAgo(1020);
        List<Callable<Object>> deliveries = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String order = Ids.next();
            boolean cancelled = i % 3 == 0;
            deliveries.addAll(Collections.nCopies(2, Executors.callable(() -> sold.count(order, at, 1, TEN))));
            if (cancelled) {
                deliveries.addAll(Collections.nCopies(2, Executors.callable(() -> sold.cancel(order, Instant.now()))));
            }
        }
        Collections.shuffle(deliveries, new Random(30));

        AtOnce.run(deliveries);

        assertEquals(20, hour(at).orders());
        assertClean();
    }

    @Test
    void aRedeliveredEventMarksTheBucketOfAStoredFact() {
        Instant at = hoursAgo(1030);
        String order = Ids.next();
        storeFactOnly(order, at);
        assertEquals(Sales.NONE, hour(at));

        sold.count(order, at, 1, TEN);

        assertEquals(Sales.ofOrder(1, TEN), hour(at));
    }

    @Test
    void theRecurringJobRecomputesStaleBuckets() {
        Instant at = hoursAgo(1040);
        storeFactOnly(Ids.next(), at);
        rollups.mark(bucket(at));
        assertEquals(Sales.NONE, hour(at));

        jobs.run("stale-buckets", Instant.now());

        assertEquals(Sales.ofOrder(1, TEN), hour(at));
        assertClean();
    }

    @Test
    void aFailingBucketDoesNotBlockOthers() {
        Instant at = hoursAgo(1050);
        Document poison = new Document("_id", "0-" + Ids.next()).append("stale", true);
        database.getCollection(Rollups.COLLECTION).insertOne(poison);
        try {
            storeFactOnly(Ids.next(), at);
            rollups.mark(bucket(at));

            jobs.run("stale-buckets", Instant.now());

            assertEquals(Sales.ofOrder(1, TEN), hour(at));
        } finally {
            database.getCollection(Rollups.COLLECTION).deleteOne(Filters.eq(poison.get("_id")));
        }
    }

    @Test
    void aBucketWithExpiredFactsKeepsItsFigures() {
        Instant longAgo = hoursAgo(24 * 420);
        String order = Ids.next();
        database.getCollection("order_facts")
                .insertOne(new Document("_id", order)
                        .append("bucket", bucket(longAgo).id())
                        .append("from", Date.from(longAgo))
                        .append("units", 1L)
                        .append("total", MoneyDocument.write(TEN)));
        database.getCollection(Rollups.COLLECTION)
                .insertOne(new Document("_id", bucket(longAgo).id())
                        .append("kind", "sales")
                        .append("from", Date.from(longAgo))
                        .append("what", "")
                        .append("dirty", 5L)
                        .append("rolled", 5L)
                        .append("orders", 5L)
                        .append("units", 9L)
                        .append("revenue", List.of()));

        sold.cancel(order, Instant.now());
        sold.count(Ids.next(), longAgo, 1, TEN);

        assertEquals(5, hour(longAgo).orders());
        assertClean();
    }

    @Test
    void factsAreForgottenAfter13Months() {
        Document old = new Document("_id", Ids.next()).append("expiresAt", facts.expiresAt(hoursAgo(24 * 400)));
        Document young = new Document("_id", Ids.next()).append("expiresAt", facts.expiresAt(hoursAgo(24 * 380)));
        database.getCollection("search_logs").insertMany(List.of(old, young));

        jobs.run("expired-documents", Instant.now());

        assertEquals(0, database.getCollection("search_logs").countDocuments(Filters.eq("_id", old.get("_id"))));
        assertEquals(1, database.getCollection("search_logs").countDocuments(Filters.eq("_id", young.get("_id"))));
    }

    /** The stored state after a crash right after the fact was stored. */
    private void storeFactOnly(String order, Instant at) {
        database.getCollection("order_facts")
                .insertOne(new Document("_id", order)
                        .append("bucket", bucket(at).id())
                        .append("from", Date.from(at))
                        .append("units", 1L)
                        .append("total", MoneyDocument.write(TEN))
                        .append("expiresAt", facts.expiresAt(at)));
    }

    private void assertClean() {
        // the service's recurring job may be running
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertEquals(
                        0, database.getCollection(Rollups.COLLECTION).countDocuments(Filters.eq("stale", true))));
    }

    private Sales hour(Instant at) {
        return sold.perHour(at, at.plusSeconds(3600)).getOrDefault(at, Sales.NONE);
    }

    private static Rollups.Bucket bucket(Instant hour) {
        return new Rollups.Bucket("sales", hour, "");
    }

    private static Instant hoursAgo(int hours) {
        return Instant.now().truncatedTo(ChronoUnit.HOURS).minus(hours, ChronoUnit.HOURS);
    }
}
