package dev.parley.identity;

import static dev.parley.identity.Client.as;
import static dev.parley.identity.Client.claims;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Endpoints that need a recent sign-in. */
@ServiceTest
class ReauthenticationTest {

    @Inject
    MongoDatabase database;

    private Client.SignedIn ann;

    @BeforeEach
    void signUp() {
        ann = Client.register();
    }

    @ParameterizedTest
    @CsvSource({"DELETE,/v1/users/me", "POST,/v1/users/me/export"})
    void isNeededFiveMinutesAfterTheSignIn(String method, String path) {
        String token = refreshedAfter(Duration.ofMinutes(5).plusSeconds(2));

        as(token)
                .request(method, path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("insufficient_user_authentication"))
                .header("WWW-Authenticate", containsString("max_age=\"300\""))
                .body("type", equalTo("https://parley.dev/problems/reauthentication-required"));
        as(token).get("/v1/users/me").then().statusCode(200);

        String fresh = reauthenticate(token, Client.PASSWORD)
                .then()
                .statusCode(200)
                .body("tokenType", equalTo("Bearer"))
                .extract()
                .path("accessToken");
        assertTrue(as(fresh).request(method, path).statusCode() < 300);
    }

    @ParameterizedTest
    @CsvSource({"DELETE,/v1/users/me", "POST,/v1/users/me/export"})
    void isNotNeededRightAfterTheSignIn(String method, String path) {
        String token = refreshedAfter(Duration.ofMinutes(4));

        assertTrue(as(token).request(method, path).statusCode() < 300);
    }

    @Test
    void keepsTheSession() {
        String token = refreshedAfter(Duration.ofHours(1));

        String fresh = reauthenticate(token, Client.PASSWORD).path("accessToken");

        assertEquals(Client.sid(token), Client.sid(fresh));
        assertTrue(claims(fresh).getLong("auth_time") > claims(token).getLong("auth_time") + 3_500);
        Client.refresh(ann.refreshToken()).then().statusCode(200);
    }

    @Test
    void isLockedAfterFiveWrongPasswords() {
        reauthenticate(ann.accessToken(), "another password")
                .then()
                .statusCode(422)
                .body("type", equalTo("https://parley.dev/problems/wrong-password"));
        for (int i = 2; i <= 5; i++) {
            reauthenticate(ann.accessToken(), "another password").then().statusCode(422);
        }

        reauthenticate(ann.accessToken(), Client.PASSWORD).then().statusCode(423);
    }

    @Test
    void isForAccounts() {
        Client.request()
                .body(Map.of("password", Client.PASSWORD))
                .post("/v1/auth/reauthenticate")
                .then()
                .statusCode(401);
        reauthenticate(Client.guest().accessToken(), Client.PASSWORD).then().statusCode(403);
    }

    /** A token of a session whose owner entered the password this long ago. */
    private String refreshedAfter(Duration sinceSignIn) {
        database.getCollection("refresh_tokens")
                .updateOne(
                        Filters.eq("_id", Client.sid(ann.accessToken())),
                        Updates.set("authenticatedAt", Date.from(Instant.now().minus(sinceSignIn))));
        Response refreshed = Client.refresh(ann.refreshToken());
        ann = new Client.SignedIn(ann.id(), ann.email(), ann.accessToken(), refreshed.path("refreshToken"));
        return refreshed.path("accessToken");
    }

    private static Response reauthenticate(String token, String password) {
        return as(token).body(Map.of("password", password)).post("/v1/auth/reauthenticate");
    }
}
