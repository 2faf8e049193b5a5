package dev.parley.identity;

import static dev.parley.identity.Client.PASSWORD;
import static dev.parley.identity.Client.as;
import static dev.parley.identity.Client.awaitRevoked;
import static dev.parley.identity.Client.login;
import static dev.parley.identity.Client.refresh;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.identity.password.application.TestPasswords;
import dev.parley.platform.edge.testing.AtOnce;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest
class PasswordTest {

    private static final String NEW = "a new horse and battery";

    @Inject
    MongoDatabase database;

    private Client.SignedIn ann;

    @BeforeEach
    void signUp() {
        ann = Client.register();
    }

    @Test
    void isChangedByItsOwner() {
        change(PASSWORD, NEW).then().statusCode(204);

        login(ann.email(), PASSWORD).then().statusCode(401);
        login(ann.email(), NEW).then().statusCode(200);
    }

    @Test
    void endsTheOtherSessionsOnly() {
        Client.SignedIn phone = Client.signedIn(login(ann.email(), PASSWORD), 200);

        change(PASSWORD, NEW).then().statusCode(204);

        awaitRevoked(phone.accessToken());
        refresh(phone.refreshToken()).then().statusCode(401);
        as(ann.accessToken()).get("/v1/users/me").then().statusCode(200);
        refresh(ann.refreshToken()).then().statusCode(200);
    }

    @Test
    void isNotChangedWithoutTheCurrentOne() {
        Client.SignedIn phone = Client.signedIn(login(ann.email(), PASSWORD), 200);

        change("not the password", NEW)
                .then()
                .statusCode(422)
                .body("type", equalTo("https://parley.dev/problems/wrong-password"));

        as(phone.accessToken()).get("/v1/users/me").then().statusCode(200);
        login(ann.email(), PASSWORD).then().statusCode(200);
    }

    @Test
    void isLockedAfterFiveWrongGuesses() {
        for (int i = 0; i < 5; i++) {
            change("not the password", NEW).then().statusCode(422);
        }

        change(PASSWORD, NEW).then().statusCode(423).body("type", equalTo("https://parley.dev/problems/locked-out"));
        login(ann.email(), PASSWORD).then().statusCode(200);
    }

    @Test
    void isChangedOnceUnderConcurrency() throws Exception {
        TestPasswords.atProductionCost();
        List<Callable<Integer>> changes = List.of(
                () -> change(PASSWORD, "the first password").statusCode(),
                () -> change(PASSWORD, "the second password").statusCode());

        List<Integer> answers = AtOnce.run(changes);

        assertEquals(List.of(204, 422), answers.stream().sorted().toList());
        String winner = answers.getFirst() == 204 ? "the first password" : "the second password";
        login(ann.email(), winner).then().statusCode(200);
    }

    @Test
    void endsAConcurrentSignIn() throws Exception {
        TestPasswords.atProductionCost();
        List<Callable<Response>> race = new ArrayList<>();
        race.add(() -> login(ann.email(), PASSWORD));
        race.add(() -> login(ann.email(), PASSWORD));
        race.add(() -> change(PASSWORD, NEW));
        race.add(() -> login(ann.email(), PASSWORD));

        List<Response> answers = AtOnce.run(race);

        assertEquals(204, answers.get(2).statusCode());
        for (int i : List.of(0, 1, 3)) {
            Response answer = answers.get(i);
            if (answer.statusCode() == 200) {
                awaitRevoked(answer.jsonPath().getString("accessToken"));
                refresh(answer.jsonPath().getString("refreshToken")).then().statusCode(401);
            }
        }
    }

    @Test
    void invalidatesAMailedLink() {
        database.getCollection("users").updateOne(Filters.eq("_id", ann.id()), Updates.set("emailVerified", true));
        Client.request()
                .body(Map.of("email", ann.email()))
                .post("/v1/auth/password/forgot")
                .then()
                .statusCode(202);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> Mailbox.to(ann.email()).stream().anyMatch(mail -> mail.contains("Choose a new password")));

        change(PASSWORD, NEW).then().statusCode(204);

        assertFalse(database.getCollection("address_proofs")
                .find(Filters.eq("_id", ann.id() + "/password-reset"))
                .first()
                .containsKey("tokenHash"));
    }

    @Test
    void mustBeValid() {
        for (String bad : List.of("short", "letmein123", ann.email())) {
            change(PASSWORD, bad).then().statusCode(400).body("errors.field", equalTo(List.of("newPassword")));
        }
        as(ann.accessToken()).body("{}").put("/v1/users/me/password").then().statusCode(400);
    }

    @Test
    void isChangedByItsOwnerOnly() {
        Client.request()
                .body(Map.of("currentPassword", PASSWORD, "newPassword", NEW))
                .put("/v1/users/me/password")
                .then()
                .statusCode(401);
        as(Client.guest().accessToken())
                .body(Map.of("currentPassword", PASSWORD, "newPassword", NEW))
                .put("/v1/users/me/password")
                .then()
                .statusCode(403);
    }

    private Response change(String current, String next) {
        return as(ann.accessToken())
                .body(Map.of("currentPassword", current, "newPassword", next))
                .put("/v1/users/me/password");
    }
}
