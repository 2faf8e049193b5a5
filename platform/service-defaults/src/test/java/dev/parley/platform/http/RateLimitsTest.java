package dev.parley.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.app.Stack;
import dev.parley.platform.app.Tokens;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class RateLimitsTest {

    @Inject
    RateLimits limits;

    @Test
    void limitsACallerAndNoOther() {
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
    void countsACallerWithoutAToken() {
        for (int i = 0; i < 3; i++) {
            limits.count("tight", "client:c1");
        }

        Problem refused = assertThrows(Problem.class, () -> limits.count("tight", "client:c1"));

        assertEquals(429, refused.status());
        limits.count("tight", "client:c2");
    }

    @Test
    void doesNotCountServices() {
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
    void countsByTheAddressFromTheGatewayWithoutAToken() {
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
    void trustsOnlyTheGatewaysOwnForwardedEntry() {
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
    void countsByAddressWhereTheEndpointIssuesTokens() {
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
    void countsGuestsByAddressSoThatANewTokenIsNoNewAllowance() {
        for (int i = 0; i < 4; i++) {
            given().header("X-Forwarded-For", "203.0.113.11")
                    .auth()
                    .oauth2(Tokens.guest("visitor-" + i))
                    .get("/v1/things/limited")
                    .then()
                    .statusCode(i < 3 ? 200 : 429);
        }
    }

    @Test
    void countsAllAddressesOfAnIpv6SiteAsOneAndAMappedAddressAsIpv4() {
        for (int i = 0; i < 3; i++) {
            given().header("X-Forwarded-For", "2001:db8:0:7::" + i)
                    .get("/v1/things/limited/open")
                    .then()
                    .statusCode(i < 2 ? 200 : 429);
        }
        given().header("X-Forwarded-For", "2001:db8:0:8::1")
                .get("/v1/things/limited/open")
                .then()
                .statusCode(200);
        String[] spellings = {"203.0.113.12", "::ffff:203.0.113.12", "::ffff:cb00:710c"};
        for (int i = 0; i < 3; i++) {
            given().header("X-Forwarded-For", spellings[i])
                    .get("/v1/things/limited/open")
                    .then()
                    .statusCode(i < 2 ? 200 : 429);
        }
    }

    @Test
    void countsEveryEndpointAgainstTheDefaultOfAnAddress() {
        given().header("X-Forwarded-For", "203.0.113.13")
                .get("/v1/things/stored")
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", "\"default\";q=5000;w=86400")
                .header("RateLimit", matchesPattern("\"default\";r=4999;t=\\d+"));
        for (int i = 1; i < 5000; i++) {
            limits.takeDefault("203.0.113.13");
        }
        given().header("X-Forwarded-For", "203.0.113.13")
                .get("/v1/things/limited/open")
                .then()
                .statusCode(429)
                .header("RateLimit-Policy", "\"default\";q=5000;w=86400");
    }

    @Test
    void anAddressHasTheAllowanceOfSeveralPeople() {
        RateLimit one = RateLimit.parse("x", "20/1m");

        assertEquals(100, one.times(5).requests());
        assertEquals(one.window(), one.times(5).window());
    }

    @Test
    void aBucketFillsEvenly() {
        RateLimit limit = RateLimit.parse("x", "4/1s");
        LocalBuckets buckets = new LocalBuckets();
        for (int left = 3; left >= 0; left--) {
            assertEquals(left, buckets.take("a", limit).remaining());
        }

        RateLimit.Taken refused = buckets.take("a", limit);

        assertFalse(refused.allowed());
        assertTrue(refused.until().compareTo(Duration.ofMillis(250)) <= 0, () -> "" + refused);
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> buckets.take("a", limit).allowed());
        assertTrue(buckets.take("b", limit).allowed());
    }

    @Test
    void isExactUnderConcurrency() throws Exception {
        List<RateLimit.Taken> all = AtOnce.run(20, () -> limits.take("tight", "crowd"));

        assertEquals(3, all.stream().filter(RateLimit.Taken::allowed).count());
    }

    @Test
    void countsInThisProcessWhileRedisIsUnavailable() {
        Stack.engines.redis().stop();
        try {
            int allowed = 0;
            for (int i = 0; i < 10; i++) {
                allowed += limits.take("tight", "offline").allowed() ? 1 : 0;
            }
            assertEquals(3, allowed);
            for (int i = 0; i < 1000; i++) {
                assertEquals(2, limits.take("tight", "back-" + i).remaining());
            }
        } finally {
            Stack.engines.redis().start();
        }
        // Then: back to the shared count, which does not include the first ones
        AtomicInteger next = new AtomicInteger();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        limits.take("tight", "back-" + next.getAndIncrement()).remaining() == 2);
    }

    @Test
    void readsLimitsFromConfiguration() {
        assertEquals(Duration.ofHours(2), RateLimit.parse("x", "7/2h").window());
        assertThrows(IllegalStateException.class, () -> RateLimit.parse("x", "many"));
        assertThrows(IllegalStateException.class, () -> RateLimit.parse("x", "0/1m"));
    }
}
