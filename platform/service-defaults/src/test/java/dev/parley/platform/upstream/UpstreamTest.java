package dev.parley.platform.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.ServiceName;
import dev.parley.platform.app.Stack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpClosedException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
    void sendsItsTokenAndReadsTheResponse() {
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
    void mapsTransientFailuresToOneException() {
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
    void timesOut() {
        long start = System.nanoTime();
        assertThrows(UpstreamUnavailable.class, () -> Upstream.call("cart-service", () -> answers.answer(1)));
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(8).toNanos());
    }

    @Test
    void aRefusedTokenIsDiscardedAndTheCallRetried() {
        String first = answers.answer(200).path("authorization").asText();
        Stack.identity.refusedToken = first;

        JsonNode answer = Upstream.call("cart-service", () -> answers.answer(200));

        assertNotEquals(first, answer.path("authorization").asText());
        int issued = Stack.identity.tokenRequests.size();
        int asked = Stack.identity.answers.get();
        assertThrows(UpstreamUnavailable.class, () -> Upstream.call("cart-service", () -> answers.answer(401)));
        assertEquals(asked + 2, Stack.identity.answers.get());
        assertEquals(issued, Stack.identity.tokenRequests.size(), "a fresh token is not the reason");
    }

    @Test
    void aTokenIsRenewedAtHalfLifeAndKeptWhileIdentityIsUnavailable() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
        AtomicInteger issued = new AtomicInteger();
        boolean[] away = new boolean[1];
        TokenEndpoint identity = _ -> {
            issued.incrementAndGet();
            if (away[0]) {
                throw new UpstreamUnavailable("identity-service", new IllegalStateException());
            }
            return new TokenEndpoint.IssuedToken("t" + issued.get(), 600);
        };
        ServiceTokens tokens = new ServiceTokens(identity, name, Optional.of("s"), nanos::get);

        assertEquals("t1", tokens.bearer());
        nanos.addAndGet(Duration.ofMinutes(4).toNanos());
        assertEquals("t1", tokens.bearer());
        assertEquals(1, issued.get());

        away[0] = true;
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertEquals("t1", tokens.bearer());
        Awaitility.await().until(() -> issued.get() == 2);
        assertEquals("t1", tokens.bearer());

        away[0] = false;
        Awaitility.await().until(() -> !tokens.bearer().equals("t1"));

        away[0] = true;
        nanos.addAndGet(Duration.ofMinutes(11).toNanos());
        assertThrows(UpstreamUnavailable.class, tokens::bearer);
    }
}
