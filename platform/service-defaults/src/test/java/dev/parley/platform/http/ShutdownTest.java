package dev.parley.platform.http;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.app.Stack;
import dev.parley.platform.app.Things;
import dev.parley.platform.app.Tokens;
import dev.parley.platform.id.Ids;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A shutdown as SIGTERM begins it: the shutdown hook does the same. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
@TestProfile(ShutdownTest.Drained.class)
class ShutdownTest {

    private static final CompletableFuture<Boolean> ENDED = new CompletableFuture<>();

    public static final class Drained implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.shutdown.delay", "2s", "%test.quarkus.shutdown.delay", "2s");
        }
    }

    @ApplicationScoped
    static class End {
        void stop(@Observes ShutdownEvent event) {
            ENDED.complete(true);
        }
    }

    @Test
    void becomesUnreadyThenServesEndsWaitsAndFinishesRunningRequests() throws Exception {
        String name = "under way at a stop";
        CountDownLatch gate = new CountDownLatch(1);
        Things.GATES.put(name, gate);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Given a running request, and one that waits for an outcome that never arrives
            int runs = Things.RUNS.get();
            Future<Integer> underWay = threads.submit(() -> act(name));
            Future<Integer> waiting = threads.submit(() -> given().header("Prefer", "wait=30")
                    .get("/v1/things/waits?after=1000000")
                    .statusCode());
            await().until(() -> Things.RUNS.get() > runs);
            assertEquals(200, ready());

            // When
            Future<?> stop = threads.submit(() ->
                    Objects.requireNonNull(Application.currentApplication()).stop());

            // Then
            await().atMost(Duration.ofSeconds(1)).until(() -> ready() == 503);
            assertEquals(200, given().get("/v1/things/1").statusCode(), "it serves while it drains");
            assertFalse(waiting.isDone());
            await().atMost(Duration.ofSeconds(10)).until(waiting::isDone);
            assertEquals(200, waiting.get());
            assertFalse(ENDED.isDone(), "a request is under way");
            gate.countDown();
            assertEquals(201, underWay.get());
            stop.get();
            assertTrue(ENDED.get());
        }
    }

    private static int ready() {
        return given().get("/q/health/ready").statusCode();
    }

    private static int act(String name) {
        return given().auth()
                .oauth2(Tokens.user("u1"))
                .header("Idempotency-Key", Ids.next())
                .contentType("application/json")
                .body(Map.of("name", name, "lines", List.of(Map.of("sku", "a", "quantity", 1))))
                .post("/v1/things/acts")
                .statusCode();
    }
}
