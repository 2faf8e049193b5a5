package dev.parley.identity;

import static dev.parley.identity.Client.PASSWORD;
import static dev.parley.identity.Client.anEmail;
import static dev.parley.identity.Client.request;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.parley.identity.password.application.TestPasswords;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.TestBus;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class RegistrationTest {

    @Inject
    MongoDatabase database;

    @Test
    void createsAnAccountAndSignsIn() {
        String email = anEmail();
        String username = "u" + Ids.next().substring(24);

        String body = register(Map.of(
                        "email", "  " + email + " ", "password", PASSWORD, "displayName", "Ann", "username", username))
                .statusCode(201)
                .header("Location", containsString("/v1/users/me"))
                .header("Cache-Control", containsString("no-store"))
                .body("user.email", equalTo(email))
                .body("user.displayName", equalTo("Ann"))
                .body("user.username", equalTo(username))
                .body("user.roles", equalTo(List.of("user")))
                .body("user.plan", equalTo("free"))
                .body("accessToken", notNullValue())
                .body("refreshToken", notNullValue())
                .body("tokenType", equalTo("Bearer"))
                .body("expiresIn", equalTo(900))
                .extract()
                .asString();

        assertFalse(body.contains("$2"), "the hash stays inside");
    }

    @Test
    void storesAHashOfCostTwelveAndNoPassword() {
        TestPasswords.atProductionCost();
        String id = Client.register().id();

        Document stored =
                database.getCollection("users").find(Filters.eq("_id", id)).first();

        assertFalse(stored.toJson().contains(PASSWORD));
        assertEquals("$2a$12$", stored.getString("passwordHash").substring(0, 7));
    }

    @Test
    void isAnEventWithoutPersonalData() {
        Client.SignedIn ann = Client.register();

        var event =
                TestBus.awaitEvent("identity.users", ann.id(), it -> it.type().endsWith("user.registered.v1"));

        assertEquals(1, event.sequence());
        assertEquals("user:" + ann.id(), event.headers().get("ce_actor"));
        assertFalse(event.data().toString().contains("ann-"));
    }

    @Test
    void refusesATakenAddressInAnyCase() {
        String email = Client.register().email();

        register(Map.of("email", email.toUpperCase(Locale.ROOT), "password", PASSWORD))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("https://parley.dev/problems/email-taken"));
    }

    @Test
    void refusesATakenUsernameInAnyCase() {
        String username = "u" + Ids.next().substring(24);
        register(Map.of("email", anEmail(), "password", PASSWORD, "username", username))
                .statusCode(201);

        register(Map.of("email", anEmail(), "password", PASSWORD, "username", username.toUpperCase(Locale.ROOT)))
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/username-taken"));
    }

    @Test
    void acceptsOneOfSeveralConcurrentRegistrations() throws Exception {
        Map<String, String> body = Map.of("email", anEmail(), "password", PASSWORD);

        List<Integer> answers = AtOnce.run(
                4, () -> request().body(body).post("/v1/auth/register").statusCode());

        assertEquals(List.of(201, 409, 409, 409), answers.stream().sorted().toList());
    }

    @Test
    void namesEveryWrongFieldAtOnce() {
        register(Map.of("email", "no address", "password", "short", "displayName", "x", "username", "a b"))
                .statusCode(400)
                .body("type", equalTo("https://parley.dev/problems/validation"))
                .body("errors.field", containsInAnyOrder("email", "password", "displayName", "username"))
                .body("detail", not(containsString("Exception")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "83619427",
                "gräßlich",
                "\uD83D\uDC0E\uD83D\uDD0B\uD83D\uDC0E\uD83D\uDC0E\uD83D\uDCCE\uD83D\uDC0E\uD83D\uDC0E\uD83D\uDD0B"
            })
    void acceptsPasswordsFromEightCharacters(String password) {
        String email = anEmail();

        register(Map.of("email", email, "password", password)).statusCode(201);

        Client.login(email, password).then().statusCode(200);
    }

    @Test
    void acceptsPasswordsUpToSeventyTwoBytes() {
        String longest = "äöü".repeat(11) + "öäß";
        String email = anEmail();
        register(Map.of("email", email, "password", longest)).statusCode(201);

        register(Map.of("email", anEmail(), "password", longest + "x"))
                .statusCode(400)
                .body("errors.field", equalTo(List.of("password")));
        Client.login(email, longest).then().statusCode(200);
        Client.login(email, longest + "x").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "P@ssw0rd1!", "        ", "%s@example.com", "%s2026", "Parley-2026"})
    void refusesPasswordsThatAreEasyToGuess(String pattern) {
        String name = "ann-" + Ids.next().substring(20);

        register(Map.of("email", name + "@example.com", "password", pattern.formatted(name)))
                .statusCode(400)
                .body("type", equalTo("https://parley.dev/problems/validation"))
                .body("errors.field", equalTo(List.of("password")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567",
                "\uD83D\uDC0E\uD83D\uDC0E\uD83D\uDC0E\uD83D\uDC0E",
            })
    void refusesShorterPasswords(String password) {
        register(Map.of("email", anEmail(), "password", password))
                .statusCode(400)
                .body("errors.field", equalTo(List.of("password")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ann.%s@EXAMPLE.com", "ann-%s@bücher.example", " ann+%s@example.com\t"})
    void keepsAnAddressAsItsOwnerWritesIt(String pattern) {
        String email = pattern.formatted(Ids.next());

        register(Map.of("email", email, "password", PASSWORD))
                .statusCode(201)
                .body("user.email", equalTo(email.strip()));
        Client.login(email.toUpperCase(Locale.ROOT), PASSWORD).then().statusCode(200);
    }

    @Test
    void refusesTheSameAddressInAnotherSpelling() {
        String local = "ann-" + Ids.next();
        register(Map.of("email", local + "@bücher.example", "password", PASSWORD))
                .statusCode(201);

        register(Map.of("email", local + "@xn--bcher-kva.example", "password", PASSWORD))
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/email-taken"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann smith@example.com",
                "ann@exam ple.com",
                "ann@example.com\r\nBcc: bob@example.com",
                "ann@example.com\u0000",
                "ann@@example.com",
                "ann@",
                "@example.com",
                "\"ann@example.com",
                "ann@example.com, bob@example.com",
                "<ann@example.com>",
            })
    void refusesAnInvalidAddress(String email) {
        register(Map.of("email", email, "password", PASSWORD))
                .statusCode(400)
                .body("errors.field", equalTo(List.of("email")));
    }

    @Test
    void refusesAnAddressThatOnlyLooksLikeAnother() {
        String email = Client.register().email();

        for (String same : List.of(email + "\u200b", "\u2060" + email, email.replace("@", "\u00ad@"))) {
            register(Map.of("email", same, "password", PASSWORD))
                    .statusCode(400)
                    .body("errors.field", equalTo(List.of("email")));
        }
        register(Map.of("email", "\u00a0" + email, "password", PASSWORD)).statusCode(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ann\u200b", "Ann\u202eHtims", "Ann\nSmith", "\u00a0\u00a0", "\u2060\u2060"})
    void refusesAnInvisibleName(String name) {
        register(Map.of("email", anEmail(), "password", PASSWORD, "displayName", name))
                .statusCode(400)
                .body("errors.field", hasItem("displayName"));
    }

    @Test
    void normalizesAName() {
        String family = "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67";

        register(Map.of("email", anEmail(), "password", PASSWORD, "displayName", "Andre\u0301\u00a0" + family + " "))
                .statusCode(201)
                .body("user.displayName", equalTo("Andr\u00e9 " + family));
    }

    @Test
    void refusesAnAddressOfThreeHundredCharacters() {
        String domain = "@" + ("d".repeat(60) + ".").repeat(4) + "com";

        register(Map.of("email", "a".repeat(300 - domain.length()) + domain, "password", PASSWORD))
                .statusCode(400)
                .body("errors.field", equalTo(List.of("email")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":{\"$ne\":null},\"password\":\"12345678\"}",
                "{\"email\":\"a@example.com\",\"password\":\"12345678\",\"roles\":[\"admin\"]}",
                "{\"email\":\"a@example.com\",\"password\":12345678}",
                "{\"email\":\"a@example.com\\r\\nBcc: b@example.com\",\"password\":\"12345678\"}",
                "{\"email\":null,\"password\":\"12345678\"}",
                "{\"email\":",
            })
    void refusesAMalformedRequest(String body) {
        request().body(body).post("/v1/auth/register").then().statusCode(400).contentType("application/problem+json");
    }

    private static ValidatableResponse register(Map<String, String> body) {
        return request().body(body).post("/v1/auth/register").then();
    }
}
