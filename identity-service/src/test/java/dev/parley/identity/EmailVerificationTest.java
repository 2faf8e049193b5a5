package dev.parley.identity;

import static dev.parley.identity.Client.as;
import static dev.parley.identity.Client.request;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.identity.recovery.application.WelcomeUser;
import dev.parley.identity.user.application.RegisterUser;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.TestBus;
import io.restassured.response.Response;
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
    void isMailedForAtRegistration() {
        Client.SignedIn ann = Client.register();
        as(ann.accessToken()).get("/v1/users/me").then().body("emailVerified", equalTo(false));

        String token = Mailbox.token(awaitMails(ann, 1).getFirst());
        verify(token).then().statusCode(204);

        as(ann.accessToken()).get("/v1/users/me").then().body("emailVerified", equalTo(true));
        var event =
                TestBus.awaitEvent("identity.users", ann.id(), it -> it.type().endsWith("user.updated.v1"));
        assertEquals("user:" + ann.id(), event.headers().get("ce_actor"));
    }

    @Test
    void isMailedForOnceHoweverOftenTheRegistrationIsHeardOf() {
        Client.SignedIn ann = Client.register();
        awaitMails(ann, 1);

        welcomeUser.handle(new UserId(ann.id()), Instant.now());

        awaitQueueEmpty();
        assertEquals(1, Mailbox.to(ann.email()).size());
    }

    @Test
    void isMailedForAlsoWhenTheProcessDiesRightAfterTheAccountIsStored() {
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
    void isNotMailedForWhenTheRegistrationIsLongPast() {
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
    void worksOnceOfSeveralAtOnce() throws Exception {
        Client.SignedIn ann = Client.register();
        String token = Mailbox.token(awaitMails(ann, 1).getFirst());

        List<Integer> answers = Together.run(4, () -> verify(token).statusCode());

        assertEquals(1, answers.stream().filter(status -> status == 204).count(), answers::toString);
        as(ann.accessToken()).get("/v1/users/me").then().body("emailVerified", equalTo(true));
    }

    @Test
    void doesNotWorkWithATokenThatIsTooOldOrMadeUp() {
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
    void isMailedForAgainOnRequest() {
        Client.SignedIn ann = Client.register();
        String first = Mailbox.token(awaitMails(ann, 1).getFirst());

        ask(ann).then().statusCode(202);

        String second = Mailbox.token(awaitMails(ann, 2).getLast());
        refused(verify(first));
        verify(second).then().statusCode(204);
    }

    @Test
    void isMailedForThreeTimesAnHourInAll() {
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
    void isNotMailedForWhenItIsDone() {
        Client.SignedIn ann = Client.register();
        verify(Mailbox.token(awaitMails(ann, 1).getFirst())).then().statusCode(204);

        ask(ann).then().statusCode(409).body("type", equalTo("https://parley.dev/problems/email-already-verified"));
    }

    @Test
    void isAskedForByUsersSoOften() {
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

    private static Response verify(String token) {
        return request().body(Map.of("token", token)).post("/v1/auth/email/verify");
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
