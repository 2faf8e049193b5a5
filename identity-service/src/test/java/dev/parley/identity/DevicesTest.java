package dev.parley.identity;

import static dev.parley.identity.Client.PASSWORD;
import static dev.parley.identity.Client.as;
import static dev.parley.identity.Client.awaitRevoked;
import static dev.parley.identity.Client.refresh;
import static dev.parley.identity.Client.sid;
import static dev.parley.identity.Client.signedIn;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.parley.platform.testing.TestBus;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class DevicesTest {

    private static final String SESSIONS = "/v1/users/me/sessions";

    private final String address = Client.randomAddress();
    private Client.SignedIn laptop;
    private Client.SignedIn phone;

    @BeforeEach
    void signInTwice() {
        laptop = Client.register();
        phone = signedIn(
                Client.from(address)
                        .header("User-Agent", "Phone/1\tby somebody")
                        .body(Map.of("email", laptop.email(), "password", PASSWORD))
                        .post("/v1/auth/login"),
                200);
    }

    @Test
    void areListedNewestFirst() {
        as(laptop.accessToken())
                .get(SESSIONS)
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(sid(phone.accessToken()), sid(laptop.accessToken()))))
                .body("items.current", equalTo(List.of(false, true)))
                .body("items[0].userAgent", equalTo("Phone/1 by somebody"))
                .body("items[0].address", equalTo(address))
                .body("items[0].createdAt", not(nullValue()))
                .body("items[0].expiresAt", not(nullValue()))
                .body("next", nullValue());
    }

    @Test
    void areListedInPages() {
        JsonPath first = as(phone.accessToken())
                .get(SESSIONS + "?limit=1")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(sid(phone.accessToken()))))
                .extract()
                .jsonPath();

        as(phone.accessToken())
                .get(SESSIONS + "?limit=1&after=" + first.getString("next"))
                .then()
                .body("items.id", equalTo(List.of(sid(laptop.accessToken()))))
                .body("next", nullValue());
    }

    @Test
    void tellWhenTheyWereLastUsedAndByWhat() {
        JsonPath before = as(phone.accessToken()).get(SESSIONS).jsonPath();

        Client.from("203.0.113.8")
                .header("User-Agent", "Phone/2")
                .body(Map.of("refreshToken", phone.refreshToken()))
                .post("/v1/auth/refresh")
                .then()
                .statusCode(200);

        JsonPath after = as(phone.accessToken()).get(SESSIONS).jsonPath();
        assertEquals("Phone/2", after.getString("items[0].userAgent"));
        assertEquals("203.0.113.8", after.getString("items[0].address"));
        assertEquals(before.getString("items[0].createdAt"), after.getString("items[0].createdAt"));
        assertNotEquals(before.getString("items[0].lastUsedAt"), after.getString("items[0].lastUsedAt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "after=junk", "limit=x"})
    void refuseAnInvalidCursor(String query) {
        as(laptop.accessToken()).get(SESSIONS + "?" + query).then().statusCode(400);
    }

    @Test
    void areRevokedFromAnotherDevice() {
        as(laptop.accessToken())
                .delete(SESSIONS + "/" + sid(phone.accessToken()))
                .then()
                .statusCode(204);

        awaitRevoked(phone.accessToken());
        refresh(phone.refreshToken()).then().statusCode(401);
        as(laptop.accessToken()).get(SESSIONS).then().body("items", hasSize(1));
        var event = TestBus.awaitEvent("identity.tokens", sid(phone.accessToken()), it -> true);
        assertEquals(sid(phone.accessToken()), event.data().get("sid").asText());
        // A retry after a lost response.
        as(laptop.accessToken())
                .delete(SESSIONS + "/" + sid(phone.accessToken()))
                .then()
                .statusCode(204);
    }

    @Test
    void areRevokedByTheirOwnerOnly() {
        Client.SignedIn bob = Client.register();

        notFound(as(bob.accessToken()).delete(SESSIONS + "/" + sid(phone.accessToken())));
        notFound(as(bob.accessToken()).delete(SESSIONS + "/none"));

        as(phone.accessToken()).get("/v1/users/me").then().statusCode(200);
    }

    @Test
    void areRevokedAllAtOnce() {
        as(laptop.accessToken()).delete(SESSIONS).then().statusCode(204);

        awaitRevoked(laptop.accessToken());
        awaitRevoked(phone.accessToken());
        refresh(laptop.refreshToken()).then().statusCode(401);
        refresh(phone.refreshToken()).then().statusCode(401);
    }

    @Test
    void areRevokedExceptTheCurrentOne() {
        as(laptop.accessToken()).delete(SESSIONS + "?except=current").then().statusCode(204);

        awaitRevoked(phone.accessToken());
        as(laptop.accessToken()).get(SESSIONS).then().statusCode(200).body("items", hasSize(1));
        refresh(laptop.refreshToken()).then().statusCode(200);
    }

    @Test
    void areNotRevokedByAnInvalidRequest() {
        as(laptop.accessToken())
                .delete(SESSIONS + "?except=phone")
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("except")));
        as(phone.accessToken()).get("/v1/users/me").then().statusCode(200);
    }

    @Test
    void canSignInAgainAtOnce() {
        as(laptop.accessToken()).delete(SESSIONS).then().statusCode(204);

        Client.SignedIn again = signedIn(Client.login(laptop.email(), PASSWORD), 200);

        awaitRevoked(phone.accessToken());
        as(again.accessToken()).get("/v1/users/me").then().statusCode(200);
    }

    @Test
    void ofGuestsAreNotListed() {
        as(Client.guest().accessToken()).get(SESSIONS).then().statusCode(403);
        Client.request().get(SESSIONS).then().statusCode(401);
    }

    private static void notFound(Response answer) {
        answer.then().statusCode(404).body("type", equalTo("https://parley.dev/problems/not-found"));
    }
}
