package dev.parley.platform.security;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.parley.platform.app.Stack;
import dev.parley.platform.app.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Identity is unavailable, and every request is past the refresh interval of the keys. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
@TestProfile(KeysAwayTest.KeysAreAlwaysOld.class)
class KeysAwayTest {

    public static final class KeysAreAlwaysOld implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("smallrye.jwt.jwks.refresh-interval", "0");
        }
    }

    @Test
    void cachedKeysAreKeptAndMissingKeysAreATransientFailure() {
        Stack.identity.silent = true;
        meSoon(Tokens.user("u1")).statusCode(503);
        Stack.identity.silent = false;
        Stack.identity.away = true;
        me(Tokens.user("u1"))
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json")
                .body("type", equalTo("https://parley.dev/problems/unavailable"));

        Stack.identity.away = false;
        await().untilAsserted(() -> me(Tokens.user("u1")).statusCode(200));

        Stack.identity.away = true;
        me(Tokens.user("u1")).statusCode(200);
        me(Tokens.wrongSignature()).statusCode(401);

        Stack.identity.silent = true;
        for (int i = 0; i < 3; i++) {
            meSoon(Tokens.user("u1")).statusCode(200);
        }
    }

    private static ValidatableResponse meSoon(String token) {
        return assertTimeout(Duration.ofSeconds(4), () -> me(token));
    }

    private static ValidatableResponse me(String token) {
        return given().auth().oauth2(token).get("/v1/things/callers/me").then();
    }
}
