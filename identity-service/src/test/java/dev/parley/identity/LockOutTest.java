package dev.parley.identity;

import static dev.parley.identity.Client.PASSWORD;
import static dev.parley.identity.Client.anEmail;
import static dev.parley.identity.Client.login;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.identity.user.application.CrowdedPasswords;
import dev.parley.identity.user.application.LoginAttempts;
import dev.parley.identity.user.application.Passwords;
import io.quarkus.test.junit.QuarkusMock;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Guessing passwords. */
@ServiceTest
class LockOutTest {

    @Inject
    MongoDatabase database;

    @Test
    void nobodyGetsInAfterFiveWrongPasswordsNotEvenWithTheRightOne() {
        Client.SignedIn ann = Client.register();
        guessFiveTimes(ann.email());

        Response locked = login(ann.email(), PASSWORD);

        locked.then().statusCode(423).body("type", equalTo("https://parley.dev/problems/locked-out"));
        int left = Integer.parseInt(locked.header("Retry-After"));
        assertTrue(left > 15 * 60 - 30 && left <= 15 * 60, left + " s");
    }

    @Test
    void anAddressThatNobodyHasIsLockedAlike() {
        String email = anEmail();
        guessFiveTimes(email);

        login(email.toUpperCase(), "not the password")
                .then()
                .statusCode(423)
                .body("type", equalTo("https://parley.dev/problems/locked-out"));
        login(anEmail(), "not the password").then().statusCode(401);
    }

    @Test
    void theLockIsTheAccountsByWhicheverNameItIsTried() {
        Client.SignedIn ann = Client.register();
        String username = "ann" + System.nanoTime();
        Client.as(ann.accessToken())
                .body(Map.of("username", username))
                .patch("/v1/users/me")
                .then()
                .statusCode(200);
        for (int i = 0; i < 4; i++) {
            login(ann.email(), "not the password").then().statusCode(401);
        }

        byUsername(username, "not the password").then().statusCode(401);

        byUsername(username, PASSWORD).then().statusCode(423);
        login(ann.email(), PASSWORD).then().statusCode(423);
    }

    @Test
    void aPasswordThatWasNotLookedAtDoesNotCount() {
        Client.SignedIn ann = Client.register();
        CrowdedPasswords passwords = new CrowdedPasswords();
        QuarkusMock.installMockForType(passwords, Passwords.class);
        for (int i = 0; i < 6; i++) {
            login(ann.email(), "not the password").then().statusCode(503).header("Retry-After", "5");
        }

        passwords.crowded = false;

        login(ann.email(), PASSWORD).then().statusCode(200);
    }

    @Test
    void theRightPasswordEndsTheRow() {
        Client.SignedIn ann = Client.register();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 4; i++) {
                login(ann.email(), "not the password").then().statusCode(401);
            }
            login(ann.email(), PASSWORD).then().statusCode(200);
        }
    }

    @Test
    void theLockEndsAfterAQuarterOfAnHourAndTheRowBeginsAnew() {
        Client.SignedIn ann = Client.register();
        guessFiveTimes(ann.email());
        database.getCollection("login_attempts")
                .updateOne(
                        Filters.eq("_id", "user:" + ann.id()),
                        Updates.set("lastAt", Date.from(Instant.now().minus(LoginAttempts.LOCKED))));

        guessFiveTimes(ann.email());

        login(ann.email(), PASSWORD).then().statusCode(423);
    }

    @Test
    void ofManyGuessesAtOnceFiveAreLookedAt() throws Exception {
        Client.SignedIn ann = Client.register();

        List<Integer> answers =
                Together.run(60, () -> login(ann.email(), "not the password").statusCode());

        assertEquals(5, Collections.frequency(answers, 401), answers::toString);
        assertEquals(55, Collections.frequency(answers, 423), answers::toString);
    }

    private static void guessFiveTimes(String email) {
        for (int i = 0; i < 5; i++) {
            login(email, "not the password").then().statusCode(401);
        }
    }

    private static Response byUsername(String username, String password) {
        return Client.request()
                .body(Map.of("username", username, "password", password))
                .post("/v1/auth/login");
    }
}
