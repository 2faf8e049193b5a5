package dev.parley.platform.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.parley.platform.app.Stack;
import dev.parley.platform.app.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Identity away, where every request is past the refresh interval of the keys. */
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
    void keysReadOnceAreKeptAndNoneIsNoFaultOfTheToken() {
        Stack.identity.away = true;
        me(Tokens.user("u1"))
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json")
                .body("type", equalTo("https://parley.dev/problems/unavailable"));

        Stack.identity.away = false;
        me(Tokens.user("u1")).statusCode(200);

        Stack.identity.away = true;
        me(Tokens.user("u1")).statusCode(200);
        me(Tokens.wrongSignature()).statusCode(401);
    }

    private static ValidatableResponse me(String token) {
        return given().auth().oauth2(token).get("/v1/things/callers/me").then();
    }
}
