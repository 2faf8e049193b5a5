package dev.parley.identity;

import static dev.parley.identity.Client.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.TestBus;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Administration of accounts. */
@ServiceTest
class AdministrationTest {

    private Client.SignedIn admin;
    private Client.SignedIn ann;

    @BeforeEach
    void signIn() {
        admin = Client.signedIn(Client.login(TestSettings.ADMIN, TestSettings.ADMIN_PASSWORD), 200);
        ann = Client.register();
    }

    @Test
    void findsAccountsByEveryCondition() {
        String dealership = "North " + Ids.next();
        as(ann.accessToken())
                .body(Map.of("profile", Map.of("dealership", dealership)))
                .patch("/v1/users/me")
                .then()
                .statusCode(200);

        for (String query : List.of(
                "email=" + ann.email().toUpperCase(),
                "email=" + ann.email().substring(0, ann.email().indexOf('@')),
                "dealership=" + dealership,
                "dealership=" + dealership + "&role=user&status=active&plan=free")) {
            search(query).then().statusCode(200).body("items.id", contains(ann.id()));
        }
        search("dealership=" + dealership + "&status=suspended")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
        search("role=admin").then().body("items.roles", everyItem(hasItem("admin")));
    }

    @Test
    void findsAnAddressInEverySpelling() {
        String email = "ann-" + Ids.next() + "@bücher.example";
        Client.request()
                .body(Map.of("email", email, "password", Client.PASSWORD))
                .post("/v1/auth/register")
                .then()
                .statusCode(201);

        search("email=" + email).then().body("items.email", contains(email));
        search("email=" + email.substring(0, 30)).then().body("items.email", contains(email));
    }

    @Test
    void pagesThroughAccountsNewestFirst() {
        String dealership = "Pages " + Ids.next();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Client.SignedIn person = Client.register();
            as(person.accessToken())
                    .body(Map.of("profile", Map.of("dealership", dealership)))
                    .patch("/v1/users/me")
                    .then()
                    .statusCode(200);
            expected.addFirst(person.id());
        }

        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonPath page = search("limit=2&dealership=" + dealership + "&after=" + next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.id"));
            next = page.getString("next");
        }

        assertEquals(expected, seen);
    }

    @Test
    void changesRolesAndPlanAndTheNextTokensCarryThem() {
        change(ann.id(), """
                {"roles":["manager"],"subscription":{"plan":"premium","endDate":"2099-01-01T00:00:00Z","features":["api_access"]}}""")
                .then()
                .statusCode(200)
                .body("roles", contains("manager", "user"))
                .body("plan", equalTo("premium"))
                .body("subscription.endDate", equalTo("2099-01-01T00:00:00Z"))
                .body("subscription.features", contains("api_access"));

        JsonPath tokens = Client.refresh(ann.refreshToken())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        JsonPath claims = Client.claims(tokens.getString("accessToken"));
        assertEquals(
                List.of("manager", "user"),
                claims.getList("groups").stream().sorted().toList());
        assertEquals("premium", claims.getString("plan"));
        assertEquals(List.of("api_access"), claims.getList("features"));
    }

    @Test
    void aLostRoleRevokesTheTokensThatNameIt() {
        change(ann.id(), "{\"roles\":[\"admin\"]}").then().statusCode(200);
        Client.SignedIn promoted = Client.signedIn(Client.login(ann.email(), Client.PASSWORD), 200);
        as(promoted.accessToken()).get("/v1/users").then().statusCode(200);

        change(ann.id(), "{\"roles\":[\"salesperson\"]}").then().statusCode(200);

        as(promoted.accessToken())
                .body("{\"roles\":[\"admin\"]}")
                .patch("/v1/users/" + ann.id())
                .then()
                .statusCode(401);
        Client.awaitRevoked(ann.accessToken());
        Client.refresh(promoted.refreshToken()).then().statusCode(401);
    }

    @Test
    void aGainedRoleRevokesNoToken() {
        change(ann.id(), "{\"roles\":[\"salesperson\"],\"subscription\":{\"plan\":\"basic\"}}")
                .then()
                .statusCode(200);

        as(ann.accessToken()).get("/v1/users/me").then().statusCode(200);
        Client.refresh(ann.refreshToken()).then().statusCode(200);
    }

    @Test
    void refusesAnInvalidSubscriptionPeriod() {
        change(ann.id(), "{\"subscription\":{\"plan\":\"enterprise\"}}").then().statusCode(200);

        change(ann.id(), "{\"subscription\":{\"endDate\":\"2020-01-01T00:00:00Z\"}}")
                .then()
                .statusCode(422)
                .body("type", equalTo("https://parley.dev/problems/invalid-subscription-period"));
    }

    @Test
    void suspendsAndReactivates() {
        act(ann.id(), "suspend").then().statusCode(200).body("status", equalTo("suspended"));
        act(ann.id(), "suspend").then().statusCode(200);

        as(ann.accessToken()).get("/v1/users/me").then().statusCode(401);
        Client.refresh(ann.refreshToken()).then().statusCode(401);
        Client.login(ann.email(), Client.PASSWORD).then().statusCode(401);

        act(ann.id(), "reactivate").then().statusCode(200).body("status", equalTo("active"));
        Client.SignedIn again = Client.signedIn(Client.login(ann.email(), Client.PASSWORD), 200);
        as(again.accessToken()).get("/v1/users/me").then().statusCode(200);
        Client.refresh(ann.refreshToken()).then().statusCode(401);
    }

    @Test
    void everyActionLeavesAnAuditRecord() {
        change(ann.id(), "{\"roles\":[\"salesperson\"],\"subscription\":{\"plan\":\"basic\"}}")
                .then()
                .statusCode(200);
        act(ann.id(), "suspend").then().statusCode(200);
        act(ann.id(), "suspend").then().statusCode(200);
        act(ann.id(), "reactivate").then().statusCode(200);

        recorded("user.reactivated");
        assertEquals(
                List.of("user.changed", "user.suspended", "user.reactivated"),
                TestBus.eventsOf(AdminActions.TOPIC, ann.id()).stream()
                        .map(event -> event.data().path("action").asText())
                        .toList());
        JsonNode changed = recorded("user.changed").data();
        assertEquals("user:" + admin.id(), changed.path("actor").asText());
        assertEquals("user", changed.at("/target/kind").asText());
        assertEquals(
                List.of("roles", "subscription.plan"), changed.path("changes").findValuesAsText("field"));
        assertEquals(List.of("[user]", "free"), changed.path("changes").findValuesAsText("before"));
        assertEquals(
                List.of("[salesperson, user]", "basic"), changed.path("changes").findValuesAsText("after"));
        assertTrue(changed.path("address").asText().startsWith("10."));
        assertFalse(changed.toString().contains(ann.email()));
    }

    private TestBus.ReceivedEvent recorded(String action) {
        return TestBus.awaitEvent(
                AdminActions.TOPIC,
                ann.id(),
                event -> event.data().path("action").asText().equals(action));
    }

    @Test
    void refusesChangesOfTheAdministratorsOwnRights() {
        for (Response refused : List.of(act(admin.id(), "suspend"), change(admin.id(), "{\"roles\":[\"user\"]}"))) {
            refused.then().statusCode(409).body("type", equalTo("https://parley.dev/problems/own-account"));
        }
    }

    @Test
    void refusesAStaleVersion() {
        String etag = as(admin.accessToken()).get("/v1/users/" + ann.id()).header("ETag");
        assertNotNull(etag);
        change(ann.id(), "{\"roles\":[\"salesperson\"]}").then().statusCode(200);

        as(admin.accessToken())
                .header("If-Match", etag)
                .body("{\"roles\":[\"manager\"]}")
                .patch("/v1/users/" + ann.id())
                .then()
                .statusCode(412);
    }

    @Test
    void answersNotFoundForAnUnknownAccount() {
        for (Response answer : List.of(
                as(admin.accessToken()).get("/v1/users/nobody"),
                change("nobody", "{\"roles\":[\"user\"]}"),
                act("nobody", "suspend"),
                act("nobody", "reactivate"))) {
            answer.then().statusCode(404).body("type", equalTo("https://parley.dev/problems/not-found"));
        }
    }

    @Test
    void isForAdministratorsOnly() {
        String token = ann.accessToken();
        for (Response answer : List.of(
                as(token).get("/v1/users"),
                as(token).get("/v1/users/" + ann.id()),
                as(token).body("{\"roles\":[\"admin\"]}").patch("/v1/users/" + ann.id()),
                as(token).post("/v1/users/" + admin.id() + "/suspend"))) {
            answer.then().statusCode(403);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "roles[0] | {\"roles\":[\"service\"]}",
                "roles[0] | {\"roles\":[null]}",
                "subscription.plan | {\"subscription\":{\"plan\":\"gold\"}}",
                "subscription.features[0] | {\"subscription\":{\"features\":[\"flying\"]}}",
                "subscription.endDate | {\"subscription\":{\"endDate\":\"tomorrow\"}}",
                "status | {\"status\":\"deleted\"}",
            })
    void refusesUnknownRolesAndPlans(String field, String body) {
        change(ann.id(), body).then().statusCode(400).body("errors.field", hasItem(field));
    }

    @ParameterizedTest
    @CsvSource({"role=boss,role", "status=gone,status", "plan=gold,plan", "limit=0,limit", "after=x,after"})
    void refusesUnknownConditions(String query, String field) {
        search(query).then().statusCode(400).body("errors.field", hasItem(field));
    }

    private Response search(String query) {
        return as(admin.accessToken()).get("/v1/users?" + query);
    }

    private Response change(String id, String body) {
        return as(admin.accessToken()).body(body).patch("/v1/users/" + id);
    }

    private Response act(String id, String act) {
        return as(admin.accessToken()).post("/v1/users/" + id + "/" + act);
    }
}
