package dev.parley.catalog.search.lucene;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.search.domain.Reindexes.Report;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.testing.Tags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag(Tags.SLOW)
class IndexUpdatesTest {

    private static final String TOPIC = "catalog.products";

    @TempDir
    Path directory;

    private IndexedShop shop;

    @BeforeEach
    void openShop() {
        shop = new IndexedShop(directory);
    }

    @Test
    void skipsAnUnreadableProductAtStartAndIndexesTheOthers() throws Exception {
        ProductId good = shop.add("lamp");
        shop.unreadable.add(shop.add("lamp"));
        ProductId alsoGood = shop.add("lamp");

        try (var process = shop.start()) {
            process.updates.flush();

            assertEquals(Set.of(good, alsoGood), Set.copyOf(process.found("lamp")));
            assertEquals(1, process.postponed());
        }
    }

    @Test
    void skipsAProductThatCannotBeIndexedAndIndexesTheOthersOfItsPage() throws Exception {
        ProductId good = shop.add("lamp");
        shop.add("x".repeat(40_000)); // its name exceeds the maximum length of a Lucene term
        ProductId alsoGood = shop.add("lamp");

        try (var process = shop.start()) {
            process.updates.flush();

            assertEquals(Set.of(good, alsoGood), Set.copyOf(process.found("lamp")));
            assertEquals(1, process.postponed());
        }
    }

    @Test
    void retriesAnUnreadableProductUntilItIsReadable() throws Exception {
        try (var process = shop.start()) {
            process.updates.flush();
            ProductId good = shop.add("lamp");
            ProductId bad = shop.add("lamp");
            shop.unreadable.add(bad);

            process.updates.productChanged(bad, 1);
            process.updates.productChanged(good, 1);
            process.updates.flush();

            assertEquals(List.of(good), process.found("lamp"));
            assertEquals(1, process.postponed());

            shop.unreadable.clear();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertEquals(Set.of(good, bad), Set.copyOf(process.found("lamp"))));
            assertEquals(0, process.postponed());
        }
    }

    @Test
    void resumesFromTheStoredIndexWithoutReadingAllProducts() throws Exception {
        ProductId old = shop.add("lamp");
        try (var process = shop.start()) {
            process.updates.flush();
            process.updates.consumed(TOPIC, 3, 17);
        }
        ProductId fresh = shop.add("lamp");

        try (var process = shop.start()) {
            assertEquals(Map.of(3, 17L), process.updates.resumeFrom(TOPIC));
            assertEquals(List.of(old), process.found("lamp"));
            process.updates.productChanged(fresh, 1);
            process.updates.flush();
            assertEquals(Set.of(old, fresh), Set.copyOf(process.found("lamp")));
        }
        assertEquals(List.of(Optional.empty()), shop.pagedAfter);
    }

    @Test
    void retriesPostponedProductsAfterARestart() throws Exception {
        ProductId bad = shop.add("lamp");
        shop.unreadable.add(bad);
        try (var process = shop.start()) {
            process.updates.flush();
        }
        shop.unreadable.clear();

        try (var process = shop.start()) {
            process.updates.flush();
            assertEquals(List.of(bad), process.found("lamp"));
        }
    }

    @Test
    void rejectsSearchesWithRetryAfterUntilTheFirstBuildIsDone() {
        ProductId lamp = shop.add("lamp");
        shop.gate = new CountDownLatch(1);

        try (var process = shop.start()) {
            Problem refused = assertThrows(Problem.class, () -> process.found("lamp"));
            assertEquals(503, refused.status());
            assertTrue(refused.retryAfter().isPresent());

            shop.gate.countDown();
            await().untilAsserted(() -> assertEquals(List.of(lamp), process.found("lamp")));
        }
    }

    @Test
    void answersFromTheOldIndexWhileItIsRebuilt() throws Exception {
        ProductId lamp = shop.add("lamp");
        try (var process = shop.start()) {
            process.updates.flush();
            ProductId missed = shop.add("lamp");
            shop.gate = new CountDownLatch(1);

            process.updates.rebuild();
            await().until(() -> shop.pagedAfter.size() == 2);
            assertEquals(List.of(lamp), process.found("lamp"));

            shop.gate.countDown();
            await().untilAsserted(() -> assertEquals(Set.of(lamp, missed), Set.copyOf(process.found("lamp"))));
        }
    }

    @Test
    void resumesAnInterruptedBuild() throws Exception {
        shop.pageSize = 1;
        ProductId first = shop.add("lamp");
        ProductId second = shop.add("lamp");
        shop.gate = new CountDownLatch(1);
        var process = shop.start();
        await().until(() -> !shop.pagedAfter.isEmpty());
        // Given a process that stops after the current page
        Thread stop = Thread.ofPlatform().start(process::close);
        await().until(() -> stop.getState() == Thread.State.TIMED_WAITING);
        shop.gate.countDown();
        stop.join();

        try (var next = shop.start()) {
            await().untilAsserted(() -> assertEquals(Set.of(first, second), Set.copyOf(next.found("lamp"))));
        }
        assertEquals(List.of(Optional.empty(), Optional.of(first)), shop.pagedAfter);
    }

    @Test
    void resumesABuildAfterADatabaseOutage() {
        shop.pageSize = 1;
        Set<ProductId> lamps = Set.of(shop.add("lamp"), shop.add("lamp"), shop.add("lamp"));
        shop.stockAway.set(1);

        try (var process = shop.start()) {
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertEquals(lamps, Set.copyOf(process.found("lamp"))));
        }
    }

    @Test
    void rebuildsTheIndexForAnotherDatabase() throws Exception {
        shop.add("lamp");
        try (var process = shop.start()) {
            process.updates.flush();
            process.updates.consumed(TOPIC, 0, 5);
        }
        IndexedShop other = new IndexedShop(directory);
        other.storeId = "another";
        ProductId desk = other.add("desk");

        try (var process = other.start()) {
            process.updates.flush();
            assertEquals(Map.of(), process.updates.resumeFrom(TOPIC));
            assertEquals(List.of(), process.found("lamp"));
            assertEquals(List.of(desk), process.found("desk"));
        }
    }

    @Test
    void writesNothingForReservationsWithoutAFlip() throws Exception {
        ProductId lamp = shop.add("lamp");
        Sku sku = shop.stock(lamp, 2_000);
        try (var process = shop.start()) {
            process.updates.flush();

            for (int i = 1; i <= 1_000; i++) {
                shop.stock(lamp, 2_000 - i);
                process.updates.availabilityChanged(List.of(sku));
                if (i % 100 == 0) {
                    process.updates.flush();
                }
            }

            assertEquals(0, process.written());
        }
    }

    @Test
    void writesAFlipOnceWithinASecond() throws Exception {
        ProductId lamp = shop.add("lamp");
        Sku sku = shop.stock(lamp, 1);
        try (var process = shop.start()) {
            process.updates.flush();
            assertEquals(List.of(lamp), process.inStock("lamp"));

            shop.stock(lamp, 0);
            process.updates.availabilityChanged(List.of(sku));
            process.updates.availabilityChanged(List.of(sku));
            await().atMost(Duration.ofSeconds(1)).untilAsserted(() -> assertEquals(List.of(), process.inStock("lamp")));
            assertEquals(1, process.written());
            shop.stock(lamp, 3);
            process.updates.availabilityChanged(List.of(sku));
            process.updates.flush();
            assertEquals(List.of(lamp), process.inStock("lamp"));
            assertEquals(2, process.written());
        }
    }

    @Test
    void replacesTheIndexByANewOneWithoutAHalfResult() throws Exception {
        ProductId lamp = shop.add("lamp");
        ProductId gone = shop.add("lamp");
        try (var process = shop.start()) {
            process.updates.flush();
            shop.remove(gone);
            ProductId missed = shop.add("lamp");
            shop.gate = new CountDownLatch(1);

            String request = shop.requestReindex();
            process.updates.reindexRequested();
            await().until(() -> shop.pagedAfter.size() == 2);
            assertEquals(Set.of(lamp, gone), Set.copyOf(process.found("lamp")));
            ProductId meanwhile = shop.add("lamp");

            shop.gate.countDown();
            process.updates.productChanged(meanwhile, 1);
            await().untilAsserted(() ->
                    assertTrue(shop.reindexes.find(request).orElseThrow().isDone()));
            assertEquals(Set.of(lamp, missed, meanwhile), Set.copyOf(process.found("lamp")));
            Report report = shop.reindexes.find(request).orElseThrow().instances().values().stream()
                    .findFirst()
                    .orElseThrow();
            assertEquals(List.of(3L, 0L, 0L, 0L), counts(report));
        }
        // The new index is the kept one, and the request is not repeated.
        try (var process = shop.start()) {
            process.updates.flush();
            assertEquals(3, process.found("lamp").size());
            assertEquals(3, shop.pagedAfter.size());
        }
    }

    @Test
    void beginsAnInterruptedRebuildAgain() throws Exception {
        ProductId lamp = shop.add("lamp");
        var process = shop.start();
        process.updates.flush();
        shop.gate = new CountDownLatch(1);
        String request = shop.requestReindex();
        process.updates.reindexRequested();
        await().until(() -> shop.pagedAfter.size() == 2);
        Thread stop = Thread.ofPlatform().start(process::close);
        await().until(() -> stop.getState() == Thread.State.TIMED_WAITING);
        shop.gate.countDown();
        stop.join();

        try (var next = shop.start()) {
            assertEquals(List.of(lamp), next.found("lamp"));
            await().untilAsserted(() -> assertEquals(
                    1,
                    shop.reindexes.find(request).orElseThrow().instances().values().stream()
                            .filter(report -> report.finishedAt() != null)
                            .count()));
            assertEquals(List.of(lamp), next.found("lamp"));
        }
    }

    @Test
    void findsWhatDiffersFromTheDatabase() throws Exception {
        shop.add("lamp");
        ProductId surplus = shop.add("lamp");
        try (var process = shop.start()) {
            process.updates.flush();
            shop.remove(surplus);
            ProductId missing = shop.add("lamp");

            IndexCheck check = new IndexCheck(process.index, shop);
            Set<ProductId> differing = new HashSet<>();
            await().pollDelay(Duration.ZERO).until(() -> check.step(differing::add));

            assertEquals(Set.of(surplus, missing), differing);
            assertEquals(
                    List.of(2L, 1L, 0L, 1L),
                    List.of(check.products(), check.missing(), check.outdated(), check.surplus()));
        }
    }

    private static List<Long> counts(Report report) {
        return List.of(report.products(), report.missing(), report.outdated(), report.surplus());
    }
}
