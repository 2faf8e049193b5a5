package dev.parley.identity;

import static dev.parley.identity.Client.as;
import static dev.parley.identity.Client.request;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.identity.password.application.RegisterUser;
import dev.parley.identity.recovery.application.WelcomeUser;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.TestBus;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;

@ServiceTest
class EmailVerificationTest {

    @Inject
    MongoDatabase database;

    @Inject
    RegisterUser registerUser;

    @Inject
    WelcomeUser welcomeUser;

    @Test
    void isMailedAtRegistration() {
        Client.SignedIn ann = Client.register();
        as(ann.accessToken()).get("/v1/users/me").then().body("emailVerified", equalTo(false));

        String token = Mailbox.token(awaitMails(ann, 1).getFirst());
        verify(as(ann.accessToken()), token).then().statusCode(204);

        as(ann.accessToken()).get("/v1/users/me").then().body("emailVerified", equalTo(true));
        Client.login(ann.email(), Client.PASSWORD).then().statusCode(200);
        var event =
                TestBus.awaitEvent("identity.users", ann.id(), it -> it.type().endsWith("user.updated.v1"));
        assertEquals("user:" + ann.id(), event.headers().get("ce_actor"));
    }

    @Test
    void isMailedOnceForARepeatedEvent() {
        Client.SignedIn ann = Client.register();
        awaitMails(ann, 1);

        welcomeUser.handle(new UserId(ann.id()), Instant.now());

        awaitQueueEmpty();
        assertEquals(1, Mailbox.to(ann.email()).size());
    }

    @Test
    void isMailedEvenIfTheProcessDiesRightAfterTheAccountIsStored() {
        String id = Ids.next();
        String email = Client.anEmail();

        // Nothing but the account and its event.
        registerUser.handle(new RegisterUser.Command(
                new UserId(id), new Email(email), Optional.empty(), Optional.empty(), "a password", Set.of(Role.USER)));

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> Mailbox.to(email).size() == 1);
    }

    @Test
    void isNotMailedForAStaleRegistration() {
        UserId today = new UserId(Ids.next());
        UserId yesterday = new UserId(Ids.next());

        welcomeUser.handle(today, Instant.now());
        welcomeUser.handle(yesterday, Instant.now().minus(Duration.ofHours(25)));

        assertEquals(1, database.getCollection("mails").countDocuments(Filters.eq("_id", "welcome-" + today)));
        assertEquals(0, database.getCollection("mails").countDocuments(Filters.eq("_id", "welcome-" + yesterday)));
    }

    @Test
    void worksOncePerToken() {
        Client.SignedIn ann = Client.register();
        String token = Mailbox.token(awaitMails(ann, 1).getFirst());
        verify(token).then().statusCode(204);

        refused(verify(token));
    }

    @Test
    void worksOnceUnderConcurrency() throws Exception {
        Client.SignedIn ann = Client.register();
        String token = Mailbox.token(awaitMails(ann, 1).getFirst());

        List<Integer> answers =
                AtOnce.run(4, () -> verify(as(ann.accessToken()), token).statusCode());

        assertEquals(1, answers.stream().filter(status -> status == 204).count(), answers::toString);
        as(ann.accessToken()).get("/v1/users/me").then().body("emailVerified", equalTo(true));
    }

    @Test
    void refusesAnExpiredOrForgedToken() {
        Client.SignedIn ann = Client.register();
        String token = Mailbox.token(awaitMails(ann, 1).getFirst());
        Document proof = database.getCollection("address_proofs")
                .find(Filters.eq("_id", ann.id() + "/email-verification"))
                .first();
        assertEquals(
                Duration.ofHours(24),
                Duration.between(
                        proof.getDate("requestedAt").toInstant(),
                        proof.getDate("expiresAt").toInstant()));
        database.getCollection("address_proofs")
                .updateOne(
                        Filters.eq("_id", proof.get("_id")),
                        Updates.set("expiresAt", Date.from(Instant.now().minusMillis(1))));

        refused(verify(token));
        refused(verify("x".repeat(43)));
        verify(" ").then().statusCode(400);
    }

    @Test
    void isResentOnRequest() {
        Client.SignedIn ann = Client.register();
        String first = Mailbox.token(awaitMails(ann, 1).getFirst());

        ask(ann).then().statusCode(202);

        String second = Mailbox.token(awaitMails(ann, 2).getLast());
        refused(verify(first));
        verify(second).then().statusCode(204);
    }

    @Test
    void isMailedAtMostThreeTimesAnHour() {
        Client.SignedIn ann = Client.register();
        awaitMails(ann, 1);
        for (int i = 2; i <= 3; i++) {
            ask(ann).then().statusCode(202);
            awaitMails(ann, i);
        }

        ask(ann).then().statusCode(202);

        awaitQueueEmpty();
        assertEquals(3, Mailbox.to(ann.email()).size());
    }

    @Test
    void isNotMailedToAVerifiedAddress() {
        Client.SignedIn ann = Client.register();
        verify(as(ann.accessToken()), Mailbox.token(awaitMails(ann, 1).getFirst()))
                .then()
                .statusCode(204);

        ask(ann).then().statusCode(409).body("type", equalTo("https://parley.dev/problems/email-already-verified"));
    }

    @Test
    void isRateLimitedPerUser() {
        Client.SignedIn ann = Client.register();
        request().post("/v1/users/me/email-verification").then().statusCode(401);
        as(Client.guest().accessToken())
                .post("/v1/users/me/email-verification")
                .then()
                .statusCode(403);
        for (int i = 0; i < 5; i++) {
            ask(ann).then().statusCode(202);
        }

        ask(ann).then().statusCode(429);
    }

    @Test
    void clearsWhatAnotherPersonSetUpWithTheAddress() {
        Client.SignedIn registrant = Client.register();
        String channel = "+233" + Ids.next();
        setUp(registrant, channel);
        Client.SignedIn elsewhere = Client.signedIn(Client.login(registrant.email(), Client.PASSWORD), 200);

        verify(Mailbox.token(awaitMails(registrant, 1).getFirst())).then().statusCode(204);

        Client.awaitRevoked(registrant.accessToken());
        Client.awaitRevoked(elsewhere.accessToken());
        Client.refresh(registrant.refreshToken()).then().statusCode(401);
        Client.login(registrant.email(), Client.PASSWORD).then().statusCode(401);
        assertClaimed(registrant, channel);
    }

    @Test
    void clearsThemAlsoForAPersonWhoIsSignedInToAnotherAccount() {
        Client.SignedIn registrant = Client.register();
        Client.SignedIn other = Client.register();

        verify(as(other.accessToken()), Mailbox.token(awaitMails(registrant, 1).getFirst()))
                .then()
                .statusCode(204);

        Client.login(registrant.email(), Client.PASSWORD).then().statusCode(401);
        as(other.accessToken()).get("/v1/users/me").then().statusCode(200).body("emailVerified", equalTo(false));
    }

    @Test
    void keepsTheAccountOfThePersonWhoIsSignedInToIt() {
        Client.SignedIn ann = Client.register();
        String channel = "+233" + Ids.next();
        setUp(ann, channel);

        verify(as(ann.accessToken()), Mailbox.token(awaitMails(ann, 1).getFirst()))
                .then()
                .statusCode(204);

        as(ann.accessToken())
                .get("/v1/users/me")
                .then()
                .body("username", notNullValue())
                .body("profile.firstName", equalTo("Eve"));
        as(ann.accessToken()).get("/v1/users/me/addresses").then().body("items", hasSize(1));
        as(ann.accessToken()).get("/v1/users/me/channels").then().body("items.externalId", contains(channel));
    }

    private static void setUp(Client.SignedIn user, String channel) {
        as(user.accessToken())
                .body(Map.of(
                        "username",
                        "eve-" + Ids.next().substring(20),
                        "displayName",
                        "Eve",
                        "profile",
                        Map.of("firstName", "Eve", "phone", "+233 24 123 4567"),
                        "preferences",
                        Map.of("theme", "dark")))
                .patch("/v1/users/me")
                .then()
                .statusCode(200);
        as(user.accessToken())
                .body(Map.of("name", "Eve", "line1", "1 Road", "city", "Accra", "postalCode", "1", "country", "GH"))
                .post("/v1/users/me/addresses")
                .then()
                .statusCode(201);
        as(user.accessToken())
                .body(Map.of("provider", "whatsapp", "externalId", channel))
                .post("/v1/users/me/channels")
                .then()
                .statusCode(201);
    }

    private void assertClaimed(Client.SignedIn registrant, String channel) {
        Document account = database.getCollection("users")
                .find(Filters.eq("_id", registrant.id()))
                .first();
        assertTrue(account.getBoolean("emailVerified"));
        assertEquals(null, account.getString("usernameKey"));
        assertEquals(
                Map.of(
                        "displayName",
                        registrant.email().substring(0, registrant.email().indexOf('@'))),
                account.get("profile"));
        assertEquals("light", account.get("preferences", Document.class).getString("theme"));
        assertEquals(List.of(), account.get("addresses", Document.class).getList("entries", Document.class));
        assertEquals(0, database.getCollection("linked_channels").countDocuments(Filters.eq("externalId", channel)));
    }

    private static Response verify(String token) {
        return verify(request(), token);
    }

    private static Response verify(RequestSpecification client, String token) {
        return client.body(Map.of("token", token)).post("/v1/auth/email/verify");
    }

    private static Response ask(Client.SignedIn user) {
        return as(user.accessToken()).post("/v1/users/me/email-verification");
    }

    private static void refused(Response answer) {
        answer.then().statusCode(422).body("type", equalTo("https://parley.dev/problems/invalid-verification-token"));
    }

    private static List<String> awaitMails(Client.SignedIn user, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> Mailbox.to(user.email()).size() >= count);
        List<String> mails = Mailbox.to(user.email());
        assertTrue(mails.stream().allMatch(mail -> mail.contains("Subject: Confirm your e-mail address")));
        return mails;
    }

    private void awaitQueueEmpty() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> database.getCollection("mails").countDocuments(Filters.exists("nextAttemptAt")) == 0);
    }
}
