package dev.parley.identity;

import static dev.parley.identity.ApiClientSteps.aName;
import static dev.parley.identity.ApiClientSteps.accessToken;
import static dev.parley.identity.ApiClientSteps.administrator;
import static dev.parley.identity.ApiClientSteps.create;
import static dev.parley.identity.ApiClientSteps.make;
import static dev.parley.identity.ApiClientSteps.read;
import static dev.parley.identity.ApiClientSteps.revoke;
import static dev.parley.identity.ApiClientSteps.rotate;
import static dev.parley.identity.ApiClientSteps.token;
import static dev.parley.identity.Client.as;
import static dev.parley.identity.Client.request;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.identity.ApiClientSteps.Made;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.testing.TestBus;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class ApiClientsTest {

    private static final String[] ALL = {"catalog:write", "inventory:write", "analytics:read"};

    @Inject
    MongoDatabase database;

    @Test
    void areCreatedWithASecretThatIsShownOnce() {
        JsonPath made = create(Map.of("name", aName(), "scopes", List.of("catalog:write")))
                .then()
                .statusCode(201)
                .header("Location", containsString("/v1/api-clients/"))
                .header("Cache-Control", containsString("no-store"))
                .body("clientSecret", matchesPattern("parley_secret_[\\w-]{43}"))
                .body("scopes", equalTo(List.of("catalog:write")))
                .extract()
                .jsonPath();
        Made client = new Made(made.getString("clientId"), made.getString("clientSecret"));

        String shown = as(administrator()).get("/v1/api-clients/" + client.id()).asString();
        String stored = stored(client).toJson();

        assertFalse(shown.contains(client.secret()) || shown.contains("hash"), shown);
        assertFalse(stored.contains(client.secret().substring("parley_secret_".length())));
        assertTrue(read(client).getString("createdBy").startsWith("user:"));
        token(client).then().statusCode(200);
    }

    @Test
    void areForAdministratorsOnly() {
        Made client = make("catalog:write");
        List<String> others =
                List.of(Client.register().accessToken(), Client.guest().accessToken(), accessToken(client), service());

        for (String other : others) {
            as(other)
                    .body(Map.of("name", "n", "scopes", List.of("catalog:write")))
                    .post("/v1/api-clients")
                    .then()
                    .statusCode(403);
            as(other).get("/v1/api-clients").then().statusCode(403);
            as(other).get("/v1/api-clients/" + client.id()).then().statusCode(403);
            as(other).post("/v1/api-clients/" + client.id() + "/rotate").then().statusCode(403);
            as(other).delete("/v1/api-clients/" + client.id()).then().statusCode(403);
        }
        request().get("/v1/api-clients").then().statusCode(401);
        token(client).then().statusCode(200);
    }

    @Test
    void carryTheirScopesAndNothingElse() {
        Made client = make(ALL);

        JsonPath claims = claims(accessToken(client));

        assertEquals("client:" + client.id(), claims.getString("sub"));
        assertEquals(client.id(), claims.getString("client_id"));
        assertEquals(List.of("analytics:read", "catalog:write", "inventory:write"), claims.getList("groups"));
        assertEquals("analytics:read catalog:write inventory:write", claims.getString("scope"));
        assertNull(claims.get("plan"));
    }

    @Test
    void areNeitherUsersNorServices() {
        String token = accessToken(make(ALL));

        as(token).get("/v1/users/me").then().statusCode(403);
        as(token).get("/internal/keys").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin",
                "service",
                "manager",
                "user",
                "guest",
                "catalog:*",
                "CATALOG:WRITE",
                "catalog:write ",
                ""
            })
    void getNoUnknownScope(String scope) {
        create(Map.of("name", aName(), "scopes", List.of("catalog:write", scope)))
                .then()
                .statusCode(400)
                .body("type", equalTo("https://parley.dev/problems/validation"))
                .body("errors[0].field", equalTo("scopes[1]"));
    }

    @Test
    void getNoScopeByWritingItIntoTheDatabase() {
        Made client = make("catalog:write");
        database.getCollection("api_clients")
                .updateOne(
                        Filters.eq(client.id()), Updates.set("scopes", List.of("admin", "service", "catalog:write")));

        assertEquals(List.of("catalog:write"), claims(accessToken(client)).getList("groups"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\" \",\"scopes\":[\"catalog:write\"]}",
                "{\"scopes\":[\"catalog:write\"]}",
                "{\"name\":\"n\",\"scopes\":[]}",
                "{\"name\":\"n\"}",
                "{\"name\":\"n\",\"scopes\":\"catalog:write\"}",
                "{\"name\":\"n\",\"scopes\":[null]}",
                "{\"name\":\"n\",\"scopes\":[\"catalog:write\"],\"expiresAt\":\"tomorrow\"}",
                "{\"name\":\"n\",\"scopes\":[\"catalog:write\"],\"roles\":[\"admin\"]}",
            })
    void areNotCreatedFromInvalidRequests(String body) {
        as(administrator())
                .body(body)
                .post("/v1/api-clients")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://parley.dev/problems/validation"));
        assertEquals(0, database.getCollection("api_clients").countDocuments(Filters.eq("nameKey", "n")));
    }

    @Test
    void areNotCreatedExpired() {
        create(Map.of(
                        "name",
                        aName(),
                        "scopes",
                        List.of("catalog:write"),
                        "expiresAt",
                        Instant.now().minusSeconds(1).toString()))
                .then()
                .statusCode(422)
                .body("type", equalTo("https://parley.dev/problems/api-client-expiry-past"));
    }

    @Test
    void haveANameUntilTheyAreRevoked() {
        String name = aName();
        JsonPath first = create(Map.of("name", name, "scopes", List.of("catalog:write")))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();

        create(Map.of("name", name.toUpperCase(Locale.ROOT), "scopes", List.of("catalog:write")))
                .then()
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/api-client-name-taken"));

        revoke(new Made(first.getString("clientId"), "")).then().statusCode(204);
        create(Map.of("name", name, "scopes", List.of("catalog:write"))).then().statusCode(201);
    }

    @Test
    void haveUniqueNamesUnderConcurrency() throws Exception {
        Map<String, Object> body = Map.of("name", aName(), "scopes", List.of("catalog:write"));
        administrator();

        List<Integer> answers = AtOnce.run(4, () -> create(body).statusCode());

        assertEquals(List.of(201, 409, 409, 409), answers.stream().sorted().toList());
    }

    @Test
    void areListedNewestFirstInPages() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.addFirst(make("catalog:write").id());
        }

        JsonPath first = as(administrator())
                .get("/v1/api-clients?limit=2")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        JsonPath second = as(administrator())
                .queryParam("after", first.getString("next"))
                .get("/v1/api-clients?limit=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .extract()
                .jsonPath();

        assertEquals(made.subList(0, 2), first.getList("items.clientId"));
        assertEquals(made.getLast(), second.getString("items[0].clientId"));
        as(administrator()).get("/v1/api-clients?limit=0").then().statusCode(400);
        as(administrator()).get("/v1/api-clients?after=junk").then().statusCode(400);
    }

    @Test
    void answerNotFoundWhenUnknown() {
        Made nobody = new Made("0199d1c0-0000-7000-8000-000000000001", "");

        as(administrator()).get("/v1/api-clients/" + nobody.id()).then().statusCode(404);
        as(administrator())
                .post("/v1/api-clients/" + nobody.id() + "/rotate")
                .then()
                .statusCode(404);
        revoke(nobody).then().statusCode(404).body("type", equalTo("https://parley.dev/problems/not-found"));
    }

    @Test
    void keepTheirOldSecretForADayAfterARotation() {
        Made old = make("catalog:write");

        Made renewed = rotate(old, false);

        assertNotEquals(old.secret(), renewed.secret());
        token(old).then().statusCode(200);
        token(renewed).then().statusCode(200);
        Instant end = Instant.parse(read(old).getString("secrets[0].expiresAt"));
        assertTrue(Duration.between(Instant.now(), end).toHours() >= 23, "" + end);

        database.getCollection("api_clients")
                .updateOne(Filters.eq(old.id()), Updates.set("secrets.0.expiresAt", Date.from(Instant.now())));
        token(old).then().statusCode(401);
        token(renewed).then().statusCode(200);
        assertEquals(1, read(old).getList("secrets").size());
    }

    @Test
    void revokeTheirOldSecretAndItsTokensAtOnceOnRequest() {
        Made old = make("catalog:write");
        String oldToken = accessToken(old);

        Made renewed = rotate(old, true);
        String newToken = accessToken(renewed);

        token(old).then().statusCode(401);
        assertRevoked(oldToken);
        as(newToken).get("/v1/users/me").then().statusCode(403);
        var event =
                TestBus.awaitEvent("identity.tokens", old.id(), it -> it.type().endsWith("token.revoked.v1"));
        assertEquals(claims(oldToken).getString("sid"), event.data().get("sid").asText());
        assertNotEquals(
                claims(newToken).getString("sid"), event.data().get("sid").asText());
    }

    @Test
    void haveNoMoreThanAFewSecrets() {
        Made client = make("catalog:write");
        for (int i = 0; i < 4; i++) {
            rotate(client, false);
        }

        as(administrator())
                .post("/v1/api-clients/" + client.id() + "/rotate")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/too-many-api-client-secrets"));
        token(rotate(client, true)).then().statusCode(200);
        as(administrator())
                .post("/v1/api-clients/" + client.id() + "/rotate?now=perhaps")
                .then()
                .statusCode(400);
    }

    @Test
    void keepBothSecretsOfConcurrentRotations() throws Exception {
        Made client = make("catalog:write");

        List<Made> renewed = AtOnce.run(2, () -> rotate(client, false));

        renewed.forEach(one -> token(one).then().statusCode(200));
        token(client).then().statusCode(200);
    }

    @Test
    void getNoTokensOnceRevokedAndLoseExistingOnes() {
        Made client = make("catalog:write");
        String token = accessToken(client);
        as(token).get("/v1/users/me").then().statusCode(403);

        revoke(client).then().statusCode(204);

        token(client).then().statusCode(401).body("error", equalTo("invalid_client"));
        assertRevoked(token);
        assertEquals("revoked", read(client).getString("status"));
        revoke(client).then().statusCode(204);
        as(administrator())
                .post("/v1/api-clients/" + client.id() + "/rotate")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/api-client-inactive"));
    }

    /** Another instance may be signing at this moment: its token is refused as well. */
    @Test
    void areRevokedByAnEventThatEveryServiceReads() {
        Made client = make("catalog:write");
        Instant before = Instant.now();

        revoke(client).then().statusCode(204);

        var event = TestBus.awaitEvent(
                "identity.tokens", client.id(), it -> it.type().endsWith("token.revoked.v1"));
        Instant issuedBefore = Instant.parse(event.data().get("issuedBefore").asText());
        assertEquals("client:" + client.id(), event.data().get("sub").asText());
        assertTrue(issuedBefore.isAfter(before.plusSeconds(30)));
        assertEquals(
                issuedBefore.plus(Duration.ofMinutes(15)),
                Instant.parse(event.data().get("expiresAt").asText()));
        assertTrue(event.headers().get("ce_actor").startsWith("user:"));
    }

    @Test
    void leaveAuditRecordsOfAdministrators() {
        Made client = make("catalog:write");
        rotate(client, false);
        revoke(client).then().statusCode(204);

        TestBus.awaitEvent(
                AdminActions.TOPIC,
                client.id(),
                it -> it.data().path("action").asText().equals("api-client.revoked"));
        var records = TestBus.eventsOf(AdminActions.TOPIC, client.id());
        assertEquals(
                List.of("api-client.created", "api-client.secret-rotated", "api-client.revoked"),
                records.stream().map(it -> it.data().path("action").asText()).toList());
        assertTrue(records.getFirst().data().toString().contains("[catalog:write]"));
        assertFalse(records.toString().contains(client.secret()));
    }

    @Test
    void getNoTokensOnceExpired() {
        Made client = make("catalog:write");
        database.getCollection("api_clients")
                .updateOne(Filters.eq(client.id()), Updates.set("expiresAt", Date.from(Instant.now())));

        token(client).then().statusCode(401).body("error", equalTo("invalid_client"));
        assertEquals("expired", read(client).getString("status"));
    }

    @Test
    void getTokensThatExpireWithThem() {
        Made client = make("catalog:write");
        Instant end = Instant.now().plusSeconds(100);
        database.getCollection("api_clients")
                .updateOne(Filters.eq(client.id()), Updates.set("expiresAt", Date.from(end)));

        JsonPath answer = token(client).then().statusCode(200).extract().jsonPath();

        assertTrue(answer.getInt("expires_in") <= 100);
        assertTrue(claims(answer.getString("access_token")).getLong("exp") <= end.getEpochSecond());
    }

    @Test
    void showTheirLastUseToTheMinute() {
        Made client = make("catalog:write");
        assertNull(read(client).get("lastUsedAt"));

        token(client);
        String first = read(client).getString("lastUsedAt");
        token(client);

        assertNotNull(first);
        assertEquals(first, read(client).getString("lastUsedAt"));
        assertEquals(1, stored(client).getLong("version"), "to be at work is no change");

        Date earlier = Date.from(Instant.now().minusSeconds(61));
        database.getCollection("api_clients").updateOne(Filters.eq(client.id()), Updates.set("lastUsedAt", earlier));
        token(client);
        assertTrue(Instant.parse(read(client).getString("lastUsedAt"))
                .isAfter(earlier.toInstant().plusSeconds(60)));
    }

    private Document stored(Made client) {
        return database.getCollection("api_clients")
                .find(Filters.eq(client.id()))
                .first();
    }

    private static void assertRevoked(String token) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> as(token)
                        .get("/v1/users/me")
                        .then()
                        .statusCode(401)
                        .body("type", equalTo("https://parley.dev/problems/token-revoked")));
    }

    private static JsonPath claims(String accessToken) {
        byte[] payload = Base64.getUrlDecoder().decode(accessToken.split("\\.")[1]);
        return JsonPath.from(new String(payload, StandardCharsets.UTF_8));
    }

    private static String service() {
        return request()
                .body(Map.of("clientId", "catalog-service", "clientSecret", "catalog-secret"))
                .post("/internal/token")
                .jsonPath()
                .getString("accessToken");
    }
}
