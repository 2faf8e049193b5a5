package dev.parley.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.platform.app.Stack;
import dev.parley.platform.app.Tokens;
import dev.parley.platform.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class RateLimitsTest {

    @Inject
    RateLimits limits;

    @Test
    void stopsACallerAtItsLimitAndNobodyElse() {
        String token = Tokens.user("busy");
        for (int left = 2; left >= 0; left--) {
            given().auth()
                    .oauth2(token)
                    .get("/v1/things/limited")
                    .then()
                    .statusCode(200)
                    .header("RateLimit-Policy", "\"tight\";q=3;w=60")
                    .header("RateLimit", matchesPattern("\"tight\";r=" + left + ";t=\\d+"));
        }
        given().auth()
                .oauth2(token)
                .get("/v1/things/limited")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9]\\d?"))
                .header("RateLimit", matchesPattern("\"tight\";r=0;t=\\d+"))
                .body("type", equalTo("https://parley.dev/problems/rate-limited"));
        given().auth()
                .oauth2(Tokens.user("calm"))
                .get("/v1/things/limited")
                .then()
                .statusCode(200);
    }

    @Test
    void countsWhomTheRequestDoesNotName() {
        for (int i = 0; i < 3; i++) {
            limits.count("tight", "client:c1");
        }

        Problem refused = assertThrows(Problem.class, () -> limits.count("tight", "client:c1"));

        assertEquals(429, refused.status());
        limits.count("tight", "client:c2");
    }

    @Test
    void doesNotCountServicesOfOurs() {
        String token = Tokens.service("chat-service");
        for (int call = 0; call < 5; call++) {
            given().auth()
                    .oauth2(token)
                    .get("/v1/things/limited")
                    .then()
                    .statusCode(200)
                    .header("RateLimit", nullValue());
        }
    }

    @Test
    void countsByAddressWithoutATokenAndBelievesTheGatewayAboutIt() {
        for (int i = 0; i < 2; i++) {
            given().header("X-Forwarded-For", "203.0.113.7")
                    .get("/v1/things/limited/open")
                    .then()
                    .statusCode(200);
        }
        given().header("X-Forwarded-For", "203.0.113.7")
                .get("/v1/things/limited/open")
                .then()
                .statusCode(429);
        given().header("X-Forwarded-For", "203.0.113.8")
                .get("/v1/things/limited/open")
                .then()
                .statusCode(200);
    }

    @Test
    void believesOfWhatTheGatewayPassesOnOnlyWhatItSawItself() {
        for (int i = 0; i < 2; i++) {
            given().header("X-Forwarded-For", "198.51.100." + i + ", 203.0.113.9")
                    .get("/v1/things/limited/open")
                    .then()
                    .statusCode(200);
        }
        given().header("X-Forwarded-For", "198.51.100.77, 203.0.113.9")
                .get("/v1/things/limited/open")
                .then()
                .statusCode(429);
    }

    @Test
    void countsByAddressWhereANewTokenMustNotBeANewAllowance() {
        for (int i = 0; i < 3; i++) {
            given().header("X-Forwarded-For", "203.0.113.10")
                    .auth()
                    .oauth2(Tokens.guest("guest-" + i))
                    .get("/v1/things/limited/by-address")
                    .then()
                    .statusCode(i < 2 ? 200 : 429);
        }
    }

    @Test
    void isExactUnderConcurrency() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RateLimits.Taken>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(threads.submit(() -> limits.take("tight", "crowd")));
            }
            int allowed = 0;
            for (Future<RateLimits.Taken> one : all) {
                allowed += one.get().allowed() ? 1 : 0;
            }
            assertEquals(3, allowed);
        }
    }

    @Test
    void countsInThisProcessWhileRedisIsAwayAndFailsNobody() {
        Stack.engines.redis().stop();
        try {
            int allowed = 0;
            for (int i = 0; i < 10; i++) {
                allowed += limits.take("tight", "offline").allowed() ? 1 : 0;
            }
            assertEquals(3, allowed);
        } finally {
            Stack.engines.redis().start();
        }
        // Then: back to the shared count by itself
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> limits.take("tight", "online-" + System.nanoTime()).remaining() == 2);
    }

    @Test
    void readsLimitsFromConfiguration() {
        assertEquals(Duration.ofHours(2), RateLimits.Limit.parse("x", "7/2h").window());
        assertThrows(IllegalStateException.class, () -> RateLimits.Limit.parse("x", "many"));
    }
}
