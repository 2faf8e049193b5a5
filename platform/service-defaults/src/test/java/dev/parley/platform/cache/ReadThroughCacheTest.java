package dev.parley.platform.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.ServiceName;
import dev.parley.platform.app.Stack;
import dev.parley.platform.cache.ReadThroughCache.Entry;
import dev.parley.platform.redis.RedisCalls;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class ReadThroughCacheTest {

    private static final Duration TTL = Duration.ofMinutes(1);

    @Inject
    ReadThroughCache cache;

    @Inject
    RedisCalls redis;

    @Inject
    ServiceName service;

    private final String id = "id-" + System.nanoTime();

    @BeforeEach
    void redisAnswers() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            String probe = "probe-" + System.nanoTime();
            cache.get("probe", probe, TTL, () -> Optional.of(entry(1)));
            return cache.get("probe", probe, TTL, Optional::empty).isPresent();
        });
    }

    private static Entry entry(long version) {
        return new Entry(version, ("{\"v\":" + version + "}\n").getBytes(StandardCharsets.UTF_8));
    }

    private long read(long stored) {
        return cache.get("thing", id, TTL, () -> Optional.of(entry(stored)))
                .orElseThrow()
                .version();
    }

    @Test
    void loadsOnceAndThenGivesTheSameBytes() {
        read(7);
        Entry again = cache.get("thing", id, TTL, () -> {
                    throw new IllegalStateException("must not load");
                })
                .orElseThrow();
        assertEquals(7, again.version());
        assertArrayEquals(entry(7).body(), again.body());
    }

    @Test
    void doesNotCacheAMiss() {
        assertTrue(cache.get("thing", id, TTL, Optional::empty).isEmpty());
        assertEquals(3, read(3));
    }

    @Test
    void servesNoStaleVersion() {
        read(1);
        cache.atLeast("thing", id, 2);
        assertEquals(2, read(2));
        assertEquals(2, read(99));
    }

    @Test
    void aStaleUpdateKeepsANewerEntry() {
        read(5);
        cache.atLeast("thing", id, 4);
        assertEquals(5, read(99));
    }

    @Test
    void aSlowReaderCannotRestoreAReplacedEntry() throws Exception {
        CountDownLatch loaded = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<Entry>> slow = threads.submit(() -> cache.get("thing", id, TTL, () -> {
                loaded.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return Optional.of(entry(1));
            }));
            loaded.await();
            cache.atLeast("thing", id, 2);
            // A reader after the update does not join the load that began before it
            assertEquals(2, read(2));
            go.countDown();
            assertEquals(1, slow.get().orElseThrow().version());
        }
        assertEquals(2, read(99));
    }

    @Test
    void aReaderSlowerThanTheMarkCannotRestoreAReplacedEntry() {
        ReadThroughCache shortMarks = new ReadThroughCache(redis, service, Duration.ofSeconds(1));
        shortMarks.get("thing", id, TTL, () -> {
            shortMarks.atLeast("thing", id, 2);
            Awaitility.await()
                    .until(() -> redis.send(Duration.ofSeconds(1), Command.EXISTS, mark())
                                    .toInteger()
                            == 0);
            return Optional.of(entry(1));
        });
        assertEquals(2, read(2));
    }

    private String mark() {
        return "parley:" + service.owner() + ":thing:" + id + ":least";
    }

    @Test
    void aSlowReaderCannotRestoreADroppedEntry() {
        cache.get("thing", id, TTL, () -> {
            cache.drop("thing", id);
            return Optional.of(entry(1));
        });
        assertTrue(cache.get("thing", id, TTL, Optional::empty).isEmpty());
    }

    @Test
    void concurrentMissesLoadOnce() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<Entry>>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(threads.submit(() -> cache.get("thing", id, TTL, () -> {
                    loads.incrementAndGet();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return Optional.of(entry(1));
                })));
            }
            Awaitility.await().until(() -> loads.get() == 1);
            go.countDown();
            for (Future<Optional<Entry>> one : all) {
                assertEquals(1, one.get().orElseThrow().version());
            }
        }
        assertEquals(1, loads.get());
    }

    @Test
    void anExceptionOfALoadReachesTheReaderAndIsNotCached() {
        assertThrows(
                IllegalArgumentException.class,
                () -> cache.get("thing", id, TTL, () -> {
                    throw new IllegalArgumentException("no");
                }));
        assertEquals(1, read(1));
    }

    @Test
    void isBypassedWhileRedisIsUnavailable() {
        Stack.engines.redis().stop();
        try {
            long start = System.nanoTime();
            for (int i = 1; i <= 50; i++) {
                assertEquals(i, read(i));
            }
            // The circuit breaker opens after a few failures: fifty waits of 50 ms for reading and filling would be
            // five seconds.
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(3).toNanos());
            cache.atLeast("thing", id, 5);
        } finally {
            Stack.engines.redis().start();
        }
        redisAnswers();
        assertEquals(7, read(7));
        assertEquals(7, read(99));
    }

    @Test
    void bypassesAnEntryThatItCouldNotReplaceInTime() throws Exception {
        assertEquals(1, read(1));
        signal("-STOP"); // unavailable, and back with its data
        try {
            for (int i = 0; i < 20; i++) { // until the circuit breaker is open, so that the update is not even sent
                read(1);
            }
            cache.atLeast("thing", id, 5);
        } finally {
            signal("-CONT");
        }
        redisAnswers();
        assertEquals(7, read(7));
        assertEquals(7, read(99));
    }

    private static void signal(String signal) throws Exception {
        long redis = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains("redis-server"))
                .findFirst()
                .orElseThrow()
                .pid();
        assertEquals(
                0,
                new ProcessBuilder("kill", signal, Long.toString(redis)).start().waitFor());
    }
}
