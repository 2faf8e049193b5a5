package dev.parley.identity;

import static dev.parley.identity.Client.as;
import static dev.parley.identity.Client.awaitRevoked;
import static dev.parley.identity.Client.refresh;
import static dev.parley.identity.Client.sid;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.testing.TestBus;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class SessionsTest {

    @Inject
    MongoDatabase database;

    private Client.SignedIn ann;

    @BeforeEach
    void signUp() {
        ann = Client.register();
    }

    @Test
    void goOnWithNewTokens() {
        JsonPath next = refresh(ann.refreshToken())
                .then()
                .statusCode(200)
                .body("refreshToken", not(equalTo(ann.refreshToken())))
                .body("tokenType", equalTo("Bearer"))
                .extract()
                .jsonPath();

        as(next.getString("accessToken"))
                .get("/v1/users/me")
                .then()
                .statusCode(200)
                .body("id", equalTo(ann.id()));
        refresh(next.getString("refreshToken")).then().statusCode(200);
    }

    @Test
    void giveTheSameSuccessorToConcurrentRefreshes() throws Exception {
        List<String> successors = AtOnce.run(
                8,
                () -> refresh(ann.refreshToken())
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getString("refreshToken"));

        assertEquals(1, Set.copyOf(successors).size());
        refresh(successors.getFirst()).then().statusCode(200);
    }

    @Test
    void endWhenATokenIsReusedAfterItsSuccessor() {
        JsonPath second = refresh(ann.refreshToken()).jsonPath();
        JsonPath third = refresh(second.getString("refreshToken")).jsonPath();

        refresh(ann.refreshToken())
                .then()
                .statusCode(401)
                .body("type", equalTo("https://parley.dev/problems/refresh-token-reused"));

        refresh(third.getString("refreshToken"))
                .then()
                .statusCode(401)
                .body("type", equalTo("https://parley.dev/problems/invalid-refresh-token"));
        // Only the event tells this instance, as it tells every other service.
        awaitRevoked(ann.accessToken());
        awaitRevoked(third.getString("accessToken"));
    }

    @Test
    void doNotEndForAForgedToken() {
        refresh(sid(ann.accessToken()) + ".made-up.by-somebody")
                .then()
                .statusCode(401)
                .body("type", equalTo("https://parley.dev/problems/invalid-refresh-token"));
        refresh(ann.refreshToken()).then().statusCode(200);
    }

    @Test
    void expireEvenIfStillStored() {
        database.getCollection("refresh_tokens")
                .updateOne(
                        Filters.eq("_id", sid(ann.accessToken())),
                        Updates.set("expiresAt", Date.from(Instant.now().minusSeconds(1))));

        refresh(ann.refreshToken()).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk", "junk.junk", "."})
    void refuseInvalidTokens(String token) {
        refresh(token)
                .then()
                .statusCode(401)
                .body("type", equalTo("https://parley.dev/problems/invalid-refresh-token"));
    }

    @Test
    void keepOnlyHashesOfTokens() {
        refresh(ann.refreshToken());

        String stored = database.getCollection("refresh_tokens")
                .find(Filters.eq("_id", sid(ann.accessToken())))
                .first()
                .toJson();

        String secret = ann.refreshToken().substring(ann.refreshToken().indexOf('.') + 1);
        assertFalse(stored.contains(secret));
    }

    @Test
    void endAtSignOutWithAnEventForEveryService() {
        as(ann.accessToken()).post("/v1/auth/logout").then().statusCode(204);
        as(ann.accessToken()).get("/v1/users/me").then().statusCode(401);

        String sid = sid(ann.accessToken());
        var event = TestBus.awaitEvent("identity.tokens", sid, it -> it.type().endsWith("token.revoked.v1"));

        assertEquals(sid, event.data().get("sid").asText());
        refresh(ann.refreshToken()).then().statusCode(401);
    }

    @Test
    void doNotEndWithoutAToken() {
        Client.request()
                .post("/v1/auth/logout")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .contentType("application/problem+json");
    }
}
