package dev.parley.identity;

import static dev.parley.identity.Client.as;
import static dev.parley.identity.Client.request;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.platform.testing.TestBus;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of the e-mail address, confirmed at both addresses. */
@ServiceTest
class EmailChangeTest {

    private static final String CURRENT = "Subject: Confirm another e-mail address";
    private static final String NEW = "Subject: Confirm your new e-mail address";

    @Inject
    MongoDatabase database;

    private Client.SignedIn ann;
    private String other;

    @BeforeEach
    void signUp() {
        ann = Client.register();
        other = Client.anEmail();
        database.getCollection("users").updateOne(Filters.eq("_id", ann.id()), Updates.set("emailVerified", true));
    }

    @Test
    void takesEffectWhenBothAddressesHaveConfirmedIt() {
        Client.SignedIn elsewhere = Client.signedIn(Client.login(ann.email(), Client.PASSWORD), 200);
        ask(ann, other)
                .then()
                .statusCode(202)
                .body("email", equalTo(other))
                .body("awaiting", contains("current", "new"));

        confirm(ann, tokenIn(other, NEW)).then().statusCode(200).body("awaiting", contains("current"));
        Client.login(other, Client.PASSWORD).then().statusCode(401);
        confirm(ann, tokenIn(ann.email(), CURRENT)).then().statusCode(200).body("awaiting", empty());

        as(ann.accessToken())
                .get("/v1/users/me")
                .then()
                .statusCode(200)
                .body("email", equalTo(other))
                .body("emailVerified", equalTo(true));
        Client.awaitRevoked(elsewhere.accessToken());
        Client.login(other, Client.PASSWORD).then().statusCode(200);
        Client.login(ann.email(), Client.PASSWORD).then().statusCode(401);
        Client.signedIn(
                request()
                        .body(Map.of("email", ann.email(), "password", Client.PASSWORD))
                        .post("/v1/auth/register"),
                201);
        pending(ann).then().statusCode(404);
    }

    @Test
    void isPublishedWithoutTheAddress() {
        ask(ann, other).then().statusCode(202);
        confirm(ann, tokenIn(other, NEW)).then().statusCode(200);
        confirm(ann, tokenIn(ann.email(), CURRENT)).then().statusCode(200);

        var event = TestBus.awaitEvent(
                "identity.users",
                ann.id(),
                it -> it.type().endsWith("user.updated.v1")
                        && it.data().get("changed").toString().contains("\"email\""));

        assertFalse(event.data().toString().contains("@"), event.data()::toString);
    }

    @Test
    void sendsNothingToAnUnverifiedCurrentAddress() {
        Client.SignedIn bob = Client.register();
        ask(bob, other).then().statusCode(202).body("awaiting", contains("new"));

        confirm(bob, tokenIn(other, NEW)).then().statusCode(200).body("awaiting", empty());

        assertEquals(List.of(), mails(bob.email(), CURRENT));
        Client.login(other, Client.PASSWORD).then().statusCode(200);
    }

    @Test
    void isConfirmedByItsAccountOnly() {
        ask(ann, other).then().statusCode(202);
        String token = tokenIn(other, NEW);

        request()
                .body(Map.of("token", token))
                .post("/v1/users/me/email-change/confirm")
                .then()
                .statusCode(401);
        refused(confirm(Client.register(), token));

        pending(ann).then().statusCode(200).body("awaiting", contains("current", "new"));
    }

    @Test
    void isConfirmedIdempotently() {
        ask(ann, other).then().statusCode(202);
        String token = tokenIn(other, NEW);

        confirm(ann, token).then().statusCode(200);
        confirm(ann, token).then().statusCode(200).body("awaiting", contains("current"));
    }

    @Test
    void isCanceledByTheTokenOfEitherMail() {
        for (String[] end : new String[][] {{ann.email(), CURRENT}, {other, NEW}}) {
            ask(ann, other).then().statusCode(202);
            String token = tokenIn(end[0], end[1]);

            cancel(token).then().statusCode(204);

            pending(ann).then().statusCode(404);
            refused(confirm(ann, token));
            refused(cancel(token));
        }
    }

    @Test
    void isCanceledByItsAccount() {
        as(ann.accessToken()).delete("/v1/users/me/email-change").then().statusCode(404);
        ask(ann, other).then().statusCode(202);

        as(ann.accessToken()).delete("/v1/users/me/email-change").then().statusCode(204);

        pending(ann).then().statusCode(404);
    }

    @Test
    void isReplacedByTheNextOne() {
        ask(ann, Client.anEmail()).then().statusCode(202);
        String first = tokenIn(ann.email(), CURRENT);

        ask(ann, other).then().statusCode(202);

        refused(confirm(ann, first));
    }

    @Test
    void expiresAfterADay() {
        ask(ann, other).then().statusCode(202);
        String token = tokenIn(other, NEW);
        database.getCollection("users")
                .updateOne(
                        Filters.eq("_id", ann.id()),
                        Updates.set(
                                "emailChange.requestedAt",
                                Date.from(Instant.now().minus(Duration.ofHours(24)))));

        refused(confirm(ann, token));
        pending(ann).then().statusCode(404);
    }

    @Test
    void refusesTheAddressOfAnotherAccount() {
        ask(ann, Client.register().email())
                .then()
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/email-taken"));
        ask(ann, ann.email().toUpperCase())
                .then()
                .statusCode(422)
                .body("type", equalTo("https://parley.dev/problems/email-unchanged"));
        ask(ann, "ann@localhost").then().statusCode(400).body("errors.field", contains("email"));
        assertEquals(List.of(), mails(ann.email(), CURRENT));
    }

    @Test
    void reservesNothingUntilItIsConfirmed() {
        ask(ann, other).then().statusCode(202);
        String atNew = tokenIn(other, NEW);
        String atCurrent = tokenIn(ann.email(), CURRENT);
        Client.signedIn(
                request()
                        .body(Map.of("email", other, "password", Client.PASSWORD))
                        .post("/v1/auth/register"),
                201);

        confirm(ann, atNew).then().statusCode(200);
        confirm(ann, atCurrent).then().statusCode(409).body("type", equalTo("https://parley.dev/problems/email-taken"));

        as(ann.accessToken()).get("/v1/users/me").then().body("email", equalTo(ann.email()));
    }

    @Test
    void needsARecentSignIn() {
        database.getCollection("refresh_tokens")
                .updateOne(
                        Filters.eq("_id", Client.sid(ann.accessToken())),
                        Updates.set("authenticatedAt", Date.from(Instant.now().minus(Duration.ofMinutes(6)))));
        String later = Client.refresh(ann.refreshToken()).path("accessToken");

        as(later)
                .body(Map.of("email", other))
                .post("/v1/users/me/email-change")
                .then()
                .statusCode(401)
                .body("type", equalTo("https://parley.dev/problems/reauthentication-required"));
    }

    private static Response ask(Client.SignedIn user, String email) {
        return as(user.accessToken()).body(Map.of("email", email)).post("/v1/users/me/email-change");
    }

    private static Response pending(Client.SignedIn user) {
        return as(user.accessToken()).get("/v1/users/me/email-change");
    }

    private static Response confirm(Client.SignedIn user, String token) {
        return as(user.accessToken()).body(Map.of("token", token)).post("/v1/users/me/email-change/confirm");
    }

    private static Response cancel(String token) {
        return request().body(Map.of("token", token)).post("/v1/auth/email/cancel-change");
    }

    private static void refused(Response answer) {
        answer.then().statusCode(422).body("type", equalTo("https://parley.dev/problems/invalid-email-change-token"));
    }

    /** The token of the newest such mail, once the queue is empty. */
    private String tokenIn(String email, String subject) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> database.getCollection("mails")
                                .countDocuments(
                                        Filters.and(Filters.exists("nextAttemptAt"), Filters.eq("userId", ann.id())))
                        == 0);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !mails(email, subject).isEmpty());
        return Mailbox.token(mails(email, subject).getLast());
    }

    private static List<String> mails(String email, String subject) {
        return Mailbox.to(email).stream()
                .filter(mail -> mail.lines().anyMatch(subject::equals))
                .toList();
    }
}
