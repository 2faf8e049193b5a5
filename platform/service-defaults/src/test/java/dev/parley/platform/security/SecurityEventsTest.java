package dev.parley.platform.security;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.app.Stack;
import dev.parley.platform.app.Tokens;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class SecurityEventsTest {

    private static final Logger LOG = Logger.getLogger("dev.parley.security");

    @Inject
    SecurityEvents events;

    @Inject
    MeterRegistry metrics;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private final Handler reader = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(((ExtLogRecord) line).getFormattedMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void read() {
        LOG.addHandler(reader);
    }

    @AfterEach
    void stopReading() {
        LOG.removeHandler(reader);
    }

    @Test
    void recordsARefusedRoleWithTheAccountAndTheNetwork() {
        double before = counted(SecurityEvents.ROLE_REFUSED, "forbidden");

        given().header("X-Forwarded-For", "198.51.100.77")
                .auth()
                .oauth2(Tokens.user("curious"))
                .get("/v1/things/closed/manager")
                .then()
                .statusCode(403);

        assertEquals(before + 1, counted(SecurityEvents.ROLE_REFUSED, "forbidden"));
        assertEquals(
                List.of(
                        "Security event: kind=role-refused subject=user:curious network=198.51.100.0/24 reason=forbidden"),
                lines);
    }

    @Test
    void recordsABadTokenWithoutTheToken() {
        String token = Tokens.wrongSignature();
        double before = counted(SecurityEvents.TOKEN_REFUSED, "token-invalid");

        given().header("X-Forwarded-For", "2001:db8:1:2:3:4:5:6")
                .auth()
                .oauth2(token)
                .get("/v1/things/callers/me")
                .then()
                .statusCode(401);

        assertEquals(before + 1, counted(SecurityEvents.TOKEN_REFUSED, "token-invalid"));
        assertEquals(
                List.of(
                        "Security event: kind=token-refused subject=none network=2001:db8:1:2:0:0:0:0/64 reason=token-invalid"),
                lines);
    }

    @Test
    void doesNotRecordAnExpiredToken() {
        given().auth()
                .oauth2(Tokens.with("u1", claims -> claims.setExpirationTime(Tokens.secondsFromNow(-60))))
                .get("/v1/things/callers/me")
                .then()
                .statusCode(401);

        assertEquals(List.of(), lines);
    }

    @Test
    void recordsAnExceededLimit() {
        double before = counted(SecurityEvents.RATE_LIMITED, "tight");
        String token = Tokens.user("greedy");
        for (int i = 0; i < 5; i++) {
            given().auth().oauth2(token).get("/v1/things/limited");
        }

        assertEquals(before + 2, counted(SecurityEvents.RATE_LIMITED, "tight"));
        assertEquals(1, lines.size(), lines::toString);
    }

    @Test
    void hashesSubjectsThatAreNotIds() {
        events.record(SecurityEvents.SIGN_IN_FAILED, "ann@example.com", "wrong-password");

        assertFalse(lines.getFirst().contains("ann"), lines::toString);
        assertTrue(lines.getFirst().contains("subject=" + events.hash("ann@example.com")), lines::toString);
        assertNotEquals(events.hash("ann@example.com"), events.hash("bob@example.com"));
    }

    private double counted(String kind, String reason) {
        Counter counter = metrics.find("security.events")
                .tags("kind", kind, "reason", reason)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
