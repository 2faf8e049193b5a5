package dev.parley.identity;

import static dev.parley.identity.Client.PASSWORD;
import static dev.parley.identity.Client.anEmail;
import static dev.parley.identity.Client.login;
import static dev.parley.identity.Client.request;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.identity.password.application.TestPasswords;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.TestBus;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class SignInTest {

    @Inject
    MongoDatabase database;

    @Test
    void acceptsTheAddressInAnyCase() {
        Client.SignedIn ann = Client.register();

        Client.SignedIn again = Client.signedIn(login(ann.email().toUpperCase(Locale.ROOT), PASSWORD), 200);

        assertEquals(ann.id(), again.id());
        TestBus.awaitEvent("identity.users", ann.id(), event -> event.type().endsWith("user.signed-in.v1"));
    }

    @Test
    void acceptsTheUsername() {
        String username = "u" + Ids.next().substring(24);
        request()
                .body(Map.of("email", anEmail(), "password", PASSWORD, "username", username))
                .post("/v1/auth/register")
                .then()
                .statusCode(201);

        request()
                .body(Map.of("username", username.toUpperCase(Locale.ROOT), "password", PASSWORD))
                .post("/v1/auth/login")
                .then()
                .statusCode(200)
                .body("user.username", equalTo(username));
    }

    @Test
    void answersAWrongPasswordAndAnUnknownAddressAlike() {
        Client.SignedIn ann = Client.register();

        Response wrong = login(ann.email(), "not her password");
        Response unknown = login(anEmail(), PASSWORD);

        assertEquals(401, wrong.statusCode());
        wrong.then().body("type", equalTo("https://parley.dev/problems/invalid-credentials"));
        assertEquals(wrong.asString(), unknown.asString());
        assertEquals(wrong.statusCode(), unknown.statusCode());
    }

    @Test
    void takesAsLongForAnUnknownAddress() {
        TestPasswords.atProductionCost();
        Client.SignedIn ann = Client.register();

        String nobodys = anEmail();
        List<Long> ofWrong = new ArrayList<>();
        List<Long> ofUnknown = new ArrayList<>();
        for (int i = 0; i < 5; i++) { // in turns, so that a busy machine delays both
            ofWrong.add(millis(ann.email()));
            ofUnknown.add(millis(nobodys));
        }
        long wrong = median(ofWrong);
        long unknown = median(ofUnknown);

        assertTrue(
                unknown > wrong / 2 && unknown < wrong * 2,
                "wrong password " + wrong + " ms, unknown " + unknown + " ms");
    }

    @Test
    void refusesASuspendedAccountWithoutRevealingIt() {
        Client.SignedIn ann = Client.register();
        database.getCollection("users").updateOne(Filters.eq("_id", ann.id()), Updates.set("status", "suspended"));

        login(ann.email(), PASSWORD)
                .then()
                .statusCode(401)
                .body("type", equalTo("https://parley.dev/problems/invalid-credentials"));
        Client.refresh(ann.refreshToken()).then().statusCode(401);
    }

    @Test
    void acceptsConcurrentSignIns() throws Exception {
        Client.SignedIn ann = Client.register();

        List<Integer> answers = AtOnce.run(5, () -> login(ann.email(), PASSWORD).statusCode());

        assertEquals(List.of(200, 200, 200, 200, 200), answers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"password\":\"12345678\"}",
                "{\"email\":\"a@example.com\",\"username\":\"ann\",\"password\":\"12345678\"}",
                "{\"email\":\"a@example.com\"}",
                "{\"email\":{\"$ne\":null},\"password\":\"12345678\"}",
                "{\"email\":\"a@example.com\",\"password\":{\"$gt\":\"\"}}",
            })
    void refusesAMalformedRequest(String body) {
        request().body(body).post("/v1/auth/login").then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void isLimitedPerAddress() {
        String address = Client.randomAddress();
        Map<String, String> body = Map.of("password", PASSWORD);
        for (int i = 0; i < 10; i++) {
            Client.from(address).body(body).post("/v1/auth/login").then().statusCode(400);
        }

        Client.from(address)
                .body(body)
                .post("/v1/auth/login")
                .then()
                .statusCode(429)
                .body("type", equalTo("https://parley.dev/problems/rate-limited"));
        request().body(body).post("/v1/auth/login").then().statusCode(400);
    }

    private static long millis(String email) {
        Instant start = Instant.now();
        login(email, "not the password").then().statusCode(401);
        return Duration.between(start, Instant.now()).toMillis();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
