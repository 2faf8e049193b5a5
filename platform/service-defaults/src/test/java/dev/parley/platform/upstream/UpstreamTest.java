package dev.parley.platform.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.ServiceName;
import dev.parley.platform.app.Stack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpClosedException;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class UpstreamTest {

    @Inject
    @RestClient
    Answers answers;

    @Inject
    ServiceName name;

    @Test
    void showsItsTokenAndReadsTheAnswer() {
        JsonNode answer = answers.answer(200);
        assertTrue(answer.path("authorization").asText().startsWith("Bearer ey"));
        assertTrue(answer.path("traceparent").asText().startsWith("00-"), answer.toString());
        assertTrue(Stack.identity.tokenRequests.getFirst().contains("\"clientId\":\"things-service\""));
    }

    @Test
    void aRefusalKeepsItsStatusTypeAndMembers() {
        UpstreamRefused refused = assertThrows(UpstreamRefused.class, () -> answers.answer(409));
        assertEquals(409, refused.status());
        assertTrue(refused.is("price-changed"));
        assertEquals("It costs more.", refused.detail());
        assertEquals("2.00", refused.body().path("current").asText());
    }

    @Test
    void whatPassesIsOneException() {
        for (int status : new int[] {0, 500, 503, 429}) {
            UpstreamUnavailable away = assertThrows(
                    UpstreamUnavailable.class, () -> Upstream.call("cart-service", () -> answers.answer(status)));
            assertEquals(503, away.status());
            assertTrue(away.detail().contains("cart-service"));
        }
        assertThrows(
                UpstreamUnavailable.class,
                () -> Upstream.call("cart-service", () -> {
                    throw new HttpClosedException("killed while it was answering");
                }));
    }

    @Test
    void doesNotWaitForEverForAnAnswer() {
        long start = System.nanoTime();
        assertThrows(UpstreamUnavailable.class, () -> Upstream.call("cart-service", () -> answers.answer(1)));
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(8).toNanos());
    }

    /** A clock that is set by hand. */
    private static final class Hands extends Clock {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void aTokenIsRenewedAtHalfLifeAndKeptWhileIdentityIsAway() {
        Hands clock = new Hands();
        AtomicInteger issued = new AtomicInteger();
        boolean[] away = new boolean[1];
        TokenEndpoint identity = _ -> {
            issued.incrementAndGet();
            if (away[0]) {
                throw new UpstreamUnavailable("identity-service", new IllegalStateException());
            }
            return new TokenEndpoint.IssuedToken("t" + issued.get(), 600);
        };
        ServiceTokens tokens = new ServiceTokens(identity, clock, name, Optional.of("s"));

        assertEquals("t1", tokens.bearer());
        clock.now = clock.now.plus(Duration.ofMinutes(4));
        assertEquals("t1", tokens.bearer());
        assertEquals(1, issued.get());

        away[0] = true;
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        assertEquals("t1", tokens.bearer());
        Awaitility.await().until(() -> issued.get() == 2);
        assertEquals("t1", tokens.bearer());

        away[0] = false;
        Awaitility.await().until(() -> !tokens.bearer().equals("t1"));

        away[0] = true;
        clock.now = clock.now.plus(Duration.ofMinutes(11));
        assertThrows(UpstreamUnavailable.class, tokens::bearer);
    }
}
