package dev.parley.identity;

import static dev.parley.identity.Client.PASSWORD;
import static dev.parley.identity.Client.anEmail;
import static dev.parley.identity.Client.as;
import static dev.parley.identity.Client.awaitRevoked;
import static dev.parley.identity.Client.login;
import static dev.parley.identity.Client.loginFrom;
import static dev.parley.identity.Client.refresh;
import static dev.parley.identity.Client.request;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.identity.password.application.TestPasswords;
import dev.parley.platform.edge.testing.AtOnce;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class ForgottenPasswordTest {

    private static final String NEW = "a new horse and battery";
    private static final String CONFIRM = "Confirm your e-mail address";

    @Inject
    MongoDatabase database;

    private Client.SignedIn ann;

    @BeforeEach
    void signUp() {
        ann = Client.register();
        database.getCollection("users").updateOne(Filters.eq("_id", ann.id()), Updates.set("emailVerified", true));
    }

    @Test
    void isResetWithTheMailedToken() {
        String token = mailedToken();

        reset(token, NEW).then().statusCode(204);

        login(ann.email(), PASSWORD).then().statusCode(401);
        login(ann.email(), NEW).then().statusCode(200);
    }

    @Test
    void endsEverySessionOfTheAccount() {
        Client.SignedIn phone = Client.signedIn(login(ann.email(), PASSWORD), 200);

        reset(mailedToken(), NEW).then().statusCode(204);

        for (Client.SignedIn session : List.of(ann, phone)) {
            awaitRevoked(session.accessToken());
            refresh(session.refreshToken()).then().statusCode(401);
        }
    }

    @Test
    void liftsALockOut() {
        String address = Client.randomAddress();
        for (int i = 0; i < 5; i++) {
            loginFrom(address, ann.email(), "not the password");
        }
        loginFrom(address, ann.email(), PASSWORD).then().statusCode(423);

        reset(mailedToken(), NEW).then().statusCode(204);

        loginFrom(address, ann.email(), NEW).then().statusCode(200);
    }

    @Test
    void isResetOnceByOneToken() {
        String token = mailedToken();
        reset(token, NEW).then().statusCode(204);

        refused(reset(token, "yet another password"));

        login(ann.email(), NEW).then().statusCode(200);
    }

    @Test
    void isResetOnceUnderConcurrency() throws Exception {
        TestPasswords.atProductionCost();
        String token = mailedToken();
        List<String> passwords = List.of("the first password", "the second password", "the third password");

        List<Integer> answers = AtOnce.run(passwords.stream()
                .map(password ->
                        (Callable<Integer>) () -> reset(token, password).statusCode())
                .toList());

        assertEquals(List.of(204, 422, 422), answers.stream().sorted().toList());
        String winner = passwords.get(answers.indexOf(204));
        login(ann.email(), winner).then().statusCode(200);
    }

    @Test
    void isResetByTheNewestTokenOnly() {
        String first = mailedToken();
        String second = mailedToken();

        refused(reset(first, NEW));
        reset(second, NEW).then().statusCode(204);
    }

    @Test
    void isNotResetByAnExpiredToken() {
        String token = mailedToken();
        Document proof = challenge();
        assertEquals(
                Duration.ofMinutes(10),
                Duration.between(
                        proof.getDate("requestedAt").toInstant(),
                        proof.getDate("expiresAt").toInstant()));
        database.getCollection("address_proofs")
                .updateOne(
                        Filters.eq("_id", proof.get("_id")),
                        Updates.set("expiresAt", Date.from(Instant.now().minusMillis(1))));

        refused(reset(token, NEW));
        login(ann.email(), PASSWORD).then().statusCode(200);
    }

    @Test
    void isNotResetByATokenOfAnotherPurpose() {
        ann = Client.register();
        String verification = Mailbox.token(awaitMails(1, CONFIRM).getFirst());

        refused(reset(verification, NEW));
        refused(reset("junk", NEW));
        refused(reset("x".repeat(43), NEW));
    }

    @Test
    void isNotResetInAClosedAccount() {
        String token = mailedToken();
        database.getCollection("users").updateOne(Filters.eq("_id", ann.id()), Updates.set("status", "suspended"));

        refused(reset(token, NEW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567", "iloveyou", "äääääääääääääääääääääääääääääääääääää"})
    void isResetToAValidPasswordOnly(String bad) {
        String token = mailedToken();

        reset(token, bad)
                .then()
                .statusCode(400)
                .body("type", equalTo("https://parley.dev/problems/validation"))
                .body("errors.field", equalTo(List.of("newPassword")));

        reset(token, NEW).then().statusCode(204);
    }

    @Test
    void theResponseDoesNotRevealWhetherTheAccountExists() {
        Response known = forgot(ann.email());
        Response unknown = forgot(anEmail());

        assertEquals(202, known.statusCode());
        assertEquals(202, unknown.statusCode());
        assertEquals(known.asString(), unknown.asString());
    }

    @Test
    void theResponseTimeDoesNotRevealWhetherTheAccountExists() {
        forgot(anEmail());

        String nobodys = anEmail();
        List<Long> ofKnown = new ArrayList<>();
        List<Long> ofUnknown = new ArrayList<>();
        for (int i = 0; i < 9; i++) { // in turns, so that a busy machine delays both
            ofKnown.add(micros(ann.email()));
            ofUnknown.add(micros(nobodys));
        }
        long known = median(ofKnown);
        long unknown = median(ofUnknown);

        assertTrue(unknown > known / 3 && unknown < known * 3, "known " + known + " µs, unknown " + unknown + " µs");
    }

    @Test
    void isMailedForAnAddressInAnyCase() {
        forgot("  " + ann.email().toUpperCase(Locale.ROOT) + " ").then().statusCode(202);

        awaitMails(1, "Choose a new password");
    }

    @Test
    void isMailedAtMostThreeTimesAnHour() {
        String last = "";
        for (int i = 0; i < 3; i++) {
            last = mailedToken();
        }

        forgot(ann.email()).then().statusCode(202);

        awaitQueueEmpty();
        assertEquals(3, mails("Choose a new password").size());
        reset(last, NEW).then().statusCode(204);
    }

    @Test
    void verifiesAnAddressAndClearsTheRegistrantsData() {
        ann = Client.register();
        as(ann.accessToken())
                .body(Map.of("displayName", "The registrant", "username", "r" + System.nanoTime()))
                .patch("/v1/users/me")
                .then()
                .statusCode(200);

        reset(mailedToken(), NEW).then().statusCode(204);

        awaitRevoked(ann.accessToken());
        refresh(ann.refreshToken()).then().statusCode(401);
        login(ann.email(), PASSWORD).then().statusCode(401);
        Client.SignedIn owner = Client.signedIn(login(ann.email(), NEW), 200);
        as(owner.accessToken())
                .get("/v1/users/me")
                .then()
                .body("emailVerified", equalTo(true))
                .body("username", nullValue())
                .body("displayName", not(equalTo("The registrant")));
    }

    @Test
    void keepsTheDataOfAVerifiedAccount() {
        as(ann.accessToken())
                .body(Map.of("displayName", "Ann Smith"))
                .patch("/v1/users/me")
                .then()
                .statusCode(200);

        reset(mailedToken(), NEW).then().statusCode(204);

        login(ann.email(), NEW).then().statusCode(200).body("user.displayName", equalTo("Ann Smith"));
    }

    @Test
    void isNotMailedToClosedAccounts() {
        database.getCollection("users").updateOne(Filters.eq("_id", ann.id()), Updates.set("status", "suspended"));

        forgot(ann.email()).then().statusCode(202);

        awaitQueueEmpty();
        assertEquals(0, mails("Choose a new password").size());
    }

    @Test
    void isMailedInTheAccountsLanguage() {
        as(ann.accessToken())
                .body(Map.of("preferences", Map.of("language", "es")))
                .patch("/v1/users/me")
                .then()
                .statusCode(200);

        forgot(ann.email());

        String mail = awaitMails(1, "=?UTF-8?Q?Elige_una_contrase").getFirst();
        assertTrue(Mailbox.token(mail).length() >= 43);
    }

    @Test
    void leavesNoSecretInTheDatabase() {
        String token = mailedToken();

        for (String collection : List.of("mails", "address_proofs", "users", "refresh_tokens", "sign_outs")) {
            for (Document document : database.getCollection(collection).find()) {
                assertFalse(document.toJson().contains(token), collection);
            }
        }
        Awaitility.await().until(() -> sentMails().first() != null);
        for (Document mail : sentMails()) {
            assertFalse(mail.containsKey("address") || mail.containsKey("seed") || mail.containsKey("userId"));
        }
    }

    private FindIterable<Document> sentMails() {
        return database.getCollection("mails").find(Filters.eq("outcome", "sent"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":\"a@example.com\\r\\nBcc: b@example.com\"}",
                "{\"email\":\"no address\"}",
                "{\"email\":{\"$ne\":null}}",
                "{\"email\":null}",
                "{}",
                "{\"email\":\"a@example.com\",\"link\":\"https://evil.example\"}",
            })
    void refusesInvalidRequests(String body) {
        request().body(body).post("/v1/auth/password/forgot").then().statusCode(400);
    }

    @Test
    void isRateLimitedPerAddress() {
        String address = Client.randomAddress();
        for (int i = 0; i < 5; i++) {
            Client.from(address)
                    .body(Map.of("email", anEmail()))
                    .post("/v1/auth/password/forgot")
                    .then()
                    .statusCode(202);
        }

        Client.from(address)
                .body(Map.of("email", anEmail()))
                .post("/v1/auth/password/forgot")
                .then()
                .statusCode(429);
    }

    private static Response forgot(String email) {
        return request().body(Map.of("email", email)).post("/v1/auth/password/forgot");
    }

    private static Response reset(String token, String password) {
        return request().body(Map.of("token", token, "newPassword", password)).post("/v1/auth/password/reset");
    }

    private static void refused(Response answer) {
        answer.then().statusCode(422).body("type", equalTo("https://parley.dev/problems/invalid-reset-token"));
    }

    private String mailedToken() {
        int before = mails("Choose a new password").size();
        forgot(ann.email()).then().statusCode(202);
        return Mailbox.token(awaitMails(before + 1, "Choose a new password").getLast());
    }

    private List<String> awaitMails(int count, String subject) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> mails(subject).size() >= count);
        return mails(subject);
    }

    private List<String> mails(String subject) {
        return Mailbox.to(ann.email()).stream()
                .filter(mail -> mail.contains("Subject: " + subject))
                .toList();
    }

    private void awaitQueueEmpty() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> database.getCollection("mails").countDocuments(Filters.exists("nextAttemptAt")) == 0);
    }

    private Document challenge() {
        return database.getCollection("address_proofs")
                .find(Filters.eq("_id", ann.id() + "/password-reset"))
                .first();
    }

    private static long micros(String email) {
        long start = System.nanoTime();
        forgot(email).then().statusCode(202);
        return (System.nanoTime() - start) / 1_000;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
