package dev.parley.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.security.SecurityEvents;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Security events are counted. */
@ServiceTest
class SecurityEventsTest {

    @Inject
    MeterRegistry metrics;

    @Test
    void countsWrongPasswordsAndLocks() {
        Client.SignedIn ann = Client.register();
        String address = Client.randomAddress();
        double wrong = count(SecurityEvents.SIGN_IN_FAILED, "wrong-password");
        double unknown = count(SecurityEvents.SIGN_IN_FAILED, "unknown-name");
        double locked = count(SecurityEvents.LOCKED_OUT, "wrong-passwords");

        for (int i = 0; i < 6; i++) {
            Client.loginFrom(address, ann.email(), "not the password");
        }
        Client.loginFrom(address, Client.anEmail(), "not the password");

        assertEquals(wrong + 5, count(SecurityEvents.SIGN_IN_FAILED, "wrong-password"));
        assertEquals(unknown + 1, count(SecurityEvents.SIGN_IN_FAILED, "unknown-name"));
        assertEquals(locked + 1, count(SecurityEvents.LOCKED_OUT, "wrong-passwords"));
    }

    @Test
    void countsReusedRefreshTokens() {
        Client.SignedIn ann = Client.register();
        double reused = count(SecurityEvents.TOKEN_REFUSED, "refresh-token-reused");
        String second = Client.refresh(ann.refreshToken()).path("refreshToken");
        Client.refresh(second).then().statusCode(200);

        Client.refresh(ann.refreshToken()).then().statusCode(401);

        assertEquals(reused + 1, count(SecurityEvents.TOKEN_REFUSED, "refresh-token-reused"));
    }

    @Test
    void countsRefusedSecretsOfClients() {
        double service = count(SecurityEvents.SIGN_IN_FAILED, "service-secret");
        double client = count(SecurityEvents.SIGN_IN_FAILED, "client-secret");

        Client.request()
                .body(Map.of("clientId", "catalog-service", "clientSecret", "not the secret"))
                .post("/internal/token")
                .then()
                .statusCode(401);
        Client.request()
                .contentType("application/x-www-form-urlencoded")
                .auth()
                .preemptive()
                .basic("0199d1c0-0000-7000-8000-000000000001", "parley_secret_" + "x".repeat(43))
                .formParam("grant_type", "client_credentials")
                .post("/v1/auth/token")
                .then()
                .statusCode(401);

        assertEquals(service + 1, count(SecurityEvents.SIGN_IN_FAILED, "service-secret"));
        assertEquals(client + 1, count(SecurityEvents.SIGN_IN_FAILED, "client-secret"));
    }

    private double count(String kind, String reason) {
        return metrics.counter("security.events", "kind", kind, "reason", reason)
                .count();
    }
}
