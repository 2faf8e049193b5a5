package dev.parley.identity;

import static dev.parley.identity.Client.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.EventJson;
import dev.parley.platform.events.EventType;
import dev.parley.platform.events.RecurringJobs;
import dev.parley.platform.id.Ids;
import dev.parley.platform.privacy.GuestsPurgedV1;
import dev.parley.platform.privacy.PersonErasedV1;
import dev.parley.platform.privacy.UserDeletedV1;
import dev.parley.platform.testing.Erasure;
import dev.parley.platform.testing.TestBus;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The deletion of an account: marked at once, purged a month later, erased in every service. */
@ServiceTest
class DeletionTest {

    private static final List<String> OTHERS =
            List.of("catalog-service", "cart-service", "order-service", "chat-service", "analytics-service");

    @EventType("dev.parley.user.registered.v1")
    record Registered(String userId, String status, List<String> roles, String plan, Instant registeredAt) {}

    @Inject
    MongoDatabase database;

    @Inject
    RecurringJobs jobs;

    private Client.SignedIn admin;
    private Client.SignedIn guest;
    private Client.SignedIn ann;

    @BeforeEach
    void signIn() {
        admin = Client.signedIn(Client.login(TestSettings.ADMIN, TestSettings.ADMIN_PASSWORD), 200);
        guest = Client.guest();
        ann = Client.register(as(guest.accessToken()));
    }

    @Test
    void aDeletedAccountIsSignedOutAtOnceAndKeepsItsAddressForAMonth() {
        as(ann.accessToken()).delete("/v1/users/me").then().statusCode(204);

        Client.awaitRevoked(ann.accessToken());
        Client.refresh(ann.refreshToken()).then().statusCode(401);
        Client.login(ann.email(), Client.PASSWORD).then().statusCode(401);
        Client.request()
                .body(Map.of("email", ann.email(), "password", Client.PASSWORD))
                .post("/v1/auth/register")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/email-taken"));
        JsonNode event = deleted("marked").data();
        assertEquals("deleted", event.get("status").asText());
        assertTrue(event.get("guests").isEmpty());
        as(admin.accessToken()).get("/v1/users/" + ann.id()).then().body("status", is("deleted"));
        as(admin.accessToken())
                .post("/v1/users/" + ann.id() + "/reactivate")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/user-deleted"));
        erasure()
                .statusCode(200)
                .body("phase", is("marked"))
                .body("services.confirmed", everyItem(is(false)))
                .body("services.size()", is(6));
    }

    @Test
    void anAccountThatCannotBePurgedBlocksNoOther() {
        as(ann.accessToken()).delete("/v1/users/me").then().statusCode(204);
        Document poison = new Document("_id", "0-" + Ids.next()).append("purgeAt", new Date(0));
        database.getCollection("users").insertOne(poison);
        try {
            jobs.run("deleted-accounts", Instant.now().plus(Duration.ofDays(31)));

            as(admin.accessToken()).get("/v1/users/" + ann.id()).then().statusCode(404);
        } finally {
            database.getCollection("users").deleteOne(new Document("_id", poison.get("_id")));
        }
    }

    @Test
    void aDeletedAccountIsPurgedAfterAMonth() {
        as(ann.accessToken()).delete("/v1/users/me").then().statusCode(204);
        Duration month = Duration.ofDays(30);
        jobs.run("deleted-accounts", Instant.now().plus(month).minusSeconds(60));
        as(admin.accessToken()).get("/v1/users/" + ann.id()).then().statusCode(200);

        jobs.run("deleted-accounts", Instant.now().plus(month).plusSeconds(60));

        as(admin.accessToken()).get("/v1/users/" + ann.id()).then().statusCode(404);
        assertEquals(guest.id(), deleted("purged").data().at("/guests/0").asText());
        assertEquals("service:identity-service", deleted("purged").headers().get("ce_actor"));
    }

    @Test
    void everythingIsExportedBeforeAndErasedAfterwards() {
        // Given a person with data in every collection
        String name = "Araminta Quillfeather " + Ids.next();
        String street = "7 Marmalade Crescent " + Ids.next();
        String phone = "+23324412" + Long.toString(System.nanoTime() % 9_000L + 1_000L);
        as(ann.accessToken())
                .body(Map.of("displayName", name, "profile", Map.of("phone", phone)))
                .patch("/v1/users/me")
                .then()
                .statusCode(200);
        as(ann.accessToken())
                .body(Map.of("name", name, "line1", street, "city", "Accra", "postalCode", "GA-1", "country", "GH"))
                .post("/v1/users/me/addresses")
                .then()
                .statusCode(201);
        as(ann.accessToken())
                .body(Map.of("provider", "whatsapp", "externalId", phone))
                .post("/v1/users/me/channels")
                .then()
                .statusCode(201);
        Client.login(ann.email(), "wrong password").then().statusCode(401);
        Client.request()
                .body(Map.of("email", ann.email()))
                .post("/v1/auth/password/forgot")
                .then()
                .statusCode(202);
        as(ann.accessToken()).post("/v1/users/me/export").then().statusCode(202);
        await().until(() -> !Erasure.traces(database, phone).stream()
                .filter(trace -> trace.startsWith("export_pieces/"))
                .toList()
                .isEmpty());
        for (String act : List.of("suspend", "reactivate")) {
            as(admin.accessToken())
                    .header("Idempotency-Key", Ids.next())
                    .post("/v1/users/" + ann.id() + "/" + act)
                    .then()
                    .statusCode(200)
                    .body("email", is(ann.email()));
        }
        // a mail in the queue would be found only by the repeat
        await().until(() -> database.getCollection("mails")
                        .countDocuments(
                                Filters.or(Filters.eq("userId", ann.id()), Filters.eq("addressKey", ann.email())))
                == 0);
        JsonNode before = export(ann.id(), guest.id());
        for (String theirs : List.of(ann.email(), name, street, phone, guest.id())) {
            assertTrue(before.toString().contains(theirs), theirs);
            assertFalse(Erasure.traces(database, theirs).isEmpty(), theirs);
        }
        assertFalse(before.toString().contains("$2a$"));
        assertFalse(before.toString().contains("Hash"));
        assertEquals(2, before.get("sessions").size());

        // When
        delete("?now=true").statusCode(204);

        // Then
        JsonNode receipt = TestBus.awaitEvent("privacy.receipts", ann.id(), PersonErasedV1.class)
                .data();
        assertEquals("identity-service", receipt.get("service").asText());
        assertEquals(2, receipt.at("/counts/sessions").asInt());
        assertEquals(1, receipt.at("/counts/linked-channels").asInt());
        await().untilAsserted(() -> {
            for (String theirs : List.of(ann.email(), name, street, phone)) {
                assertEquals(List.of(), Erasure.traces(database, theirs), theirs);
            }
        });
        export(ann.id(), guest.id()).forEach(part -> assertTrue(part.isEmpty() || part.size() == 1, part.toString()));
        Client.request()
                .body(Map.of("email", ann.email(), "password", Client.PASSWORD))
                .post("/v1/auth/register")
                .then()
                .statusCode(201);
        as(admin.accessToken()).get("/v1/users?email=" + ann.email()).then().body("items.size()", is(1));
    }

    @Test
    void anAccountRestoredFromABackupIsPurgedAgain() {
        Document backup = account();
        delete("?now=true").statusCode(204);
        TestBus.ReceivedEvent purged = deleted("purged");
        await().until(() -> Erasure.traces(database, ann.email()).isEmpty());
        database.getCollection("users").replaceOne(Filters.eq(ann.id()), backup);
        database.getCollection("erased_users").deleteOne(Filters.eq(ann.id()));

        TestBus.publish(
                "identity.users", ann.id(), new UserDeletedV1(ann.id(), "purged", List.of(), 1), purged.sequence() + 1);

        await().untilAsserted(() -> assertEquals(List.of(), Erasure.traces(database, ann.email())));
        assertTrue(account().containsKey("purgedAt"));
    }

    @Test
    void anAccountWithManyGuestsIsPurgedWithAllOfThem() {
        List<String> guests = linkedGuests();
        String onTheLastPage = guests.getLast();
        database.getCollection("refresh_tokens")
                .insertOne(new Document("_id", Ids.next()).append("anonymousId", onTheLastPage));

        delete("?now=true").statusCode(204);

        JsonNode first = deleted("purged").data();
        assertEquals(3, first.get("guestPages").asInt());
        assertEquals(1_000, first.get("guests").size());
        JsonNode last = TestBus.awaitEvent("identity.users", ann.id() + ":3", event -> true)
                .data();
        assertEquals(guests.size() - 2_000, last.get("guests").size());
        JsonNode receipt = TestBus.awaitEvent("privacy.receipts", ann.id(), PersonErasedV1.class)
                .data();
        assertEquals(guests.size(), receipt.at("/counts/guest-links").asInt());
        assertEquals(
                guests.size(),
                database.getCollection("erased_users")
                        .countDocuments(Filters.and(Filters.eq("of", ann.id()), Filters.eq("guest", true))));
        assertEquals(
                List.of("erased_users/" + onTheLastPage),
                Erasure.traces(database, onTheLastPage).stream()
                        .filter(trace -> !trace.equals("users/" + ann.id())) // its outbox
                        .toList());
        assertEquals(1, TestBus.eventsOf("privacy.receipts", ann.id()).size());
    }

    @Test
    void anAccountRestoredFromABackupIsPurgedWithTheGuestsOfEveryPage() {
        List<String> guests = linkedGuests();
        Document backup = account();
        List<Document> links = database.getCollection("guest_links")
                .find(Filters.eq("userId", ann.id()))
                .into(new ArrayList<>());
        delete("?now=true").statusCode(204);
        TestBus.awaitEvent("privacy.receipts", ann.id(), PersonErasedV1.class);
        String before = deleted("purged").headers().get("ce_id");
        database.getCollection("users").replaceOne(Filters.eq(ann.id()), backup);
        database.getCollection("guest_links").insertMany(links);
        database.getCollection("erased_users").deleteOne(Filters.eq(ann.id()));

        TestBus.publish(
                "identity.users", ann.id() + ":2", new GuestsPurgedV1(ann.id(), guests.subList(1_000, 2_000), 2, 3), 1);

        TestBus.ReceivedEvent again = TestBus.awaitEvent(
                "identity.users",
                ann.id(),
                event -> event.data().path("phase").asText().equals("purged")
                        && !before.equals(event.headers().get("ce_id")));
        assertEquals(3, again.data().get("guestPages").asInt());
        assertEquals(guests.getFirst(), again.data().at("/guests/0").asText());
    }

    /** More than two pages of them, in the order of their ids. */
    private List<String> linkedGuests() {
        List<String> guests = new ArrayList<>(List.of(guest.id()));
        List<Document> links = Stream.generate(Ids::next)
                .limit(2_500)
                .peek(guests::add)
                .map(id -> new Document("_id", id).append("userId", ann.id()).append("createdAt", new Date()))
                .toList();
        database.getCollection("guest_links").insertMany(links);
        Collections.sort(guests);
        return guests;
    }

    private Document account() {
        return database.getCollection("users").find(Filters.eq(ann.id())).first();
    }

    @Test
    void theErasureListsConfirmedAndMissingServices() {
        delete("?now=true").statusCode(204);
        await().untilAsserted(() -> erasure()
                .body("phase", is("purged"))
                .body("services.findAll { it.confirmed }.service", contains("identity-service")));

        for (String service : OTHERS) {
            Instant at = Instant.parse("2026-01-15T10:30:00Z");
            TestBus.publish(
                    "privacy.receipts", ann.id(), new PersonErasedV1(ann.id(), service, false, Map.of("x", 2L), at), 1);
            TestBus.publish(
                    "privacy.receipts", ann.id(), new PersonErasedV1(ann.id(), service, false, Map.of("x", 2L), at), 1);
        }
        TestBus.publish(
                "privacy.receipts",
                ann.id(),
                new PersonErasedV1(
                        ann.id(), "chat-service", true, Map.of("x", 1L), Instant.parse("2026-01-15T10:45:00Z")),
                2);

        await().untilAsserted(() -> erasure()
                .body("phase", is("erased"))
                .body("services.size()", is(6))
                .body("services.find { it.service == 'cart-service' }.counts.x", is(2))
                .body("services.find { it.service == 'cart-service' }.confirmedAt", is("2026-01-15T10:30:00Z"))
                .body("services.find { it.service == 'chat-service' }.repeatedCounts.x", is(1)));
    }

    @Test
    void anAdministratorsDeletionLeavesARecordWithoutPersonalData() {
        delete("").statusCode(204);
        delete("").statusCode(204);
        delete("?now=true").statusCode(204);

        TestBus.awaitEvent(
                AdminActions.TOPIC,
                ann.id(),
                event -> event.data().path("action").asText().equals("user.purged"));
        List<TestBus.ReceivedEvent> records = TestBus.eventsOf(AdminActions.TOPIC, ann.id());
        assertEquals(
                List.of("user.deleted", "user.purged"),
                records.stream()
                        .map(record -> record.data().path("action").asText())
                        .toList());
        assertFalse(records.toString().contains(ann.email()));
        Client.awaitRevoked(ann.accessToken());
    }

    @Test
    void concurrentPurgesPurgeOnce() throws Exception {
        List<Integer> answers = AtOnce.run(
                3,
                () -> as(admin.accessToken())
                        .delete("/v1/users/" + ann.id() + "?now=true")
                        .statusCode());

        assertTrue(answers.stream().allMatch(status -> status == 204 || status == 404), answers::toString);
        deleted("purged");
        assertEquals(
                1,
                TestBus.eventsOf("identity.users", ann.id()).stream()
                        .filter(event -> event.data().path("phase").asText().equals("purged"))
                        .count());
    }

    @Test
    void aLateEventRestoresNoData() {
        delete("?now=true").statusCode(204);
        TestBus.awaitEvent("privacy.receipts", ann.id(), PersonErasedV1.class);
        String fence = Ids.next();

        for (String user : List.of(ann.id(), fence)) {
            TestBus.publish(
                    "identity.users",
                    ann.id(),
                    new Registered(user, "active", List.of("user"), "free", Instant.now()),
                    1);
        }

        // the second event of the same key: the first has been handled by then
        await().until(() -> !Erasure.traces(database, "welcome-" + fence).isEmpty());
        assertEquals(0, database.getCollection("mails").countDocuments(Filters.eq("userId", ann.id())));
    }

    @Test
    void administratorsCannotDeleteTheirOwnAccountAsAdministrators() {
        as(admin.accessToken())
                .delete("/v1/users/" + admin.id())
                .then()
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/own-account"));
    }

    @Test
    void theLastAdministratorStays() {
        database.getCollection("users")
                .updateMany(
                        Filters.and(Filters.eq("roles", "admin"), Filters.ne("_id", admin.id())),
                        Updates.pull("roles", "admin"));

        as(admin.accessToken())
                .delete("/v1/users/me")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/last-administrator"));
        as(admin.accessToken()).get("/v1/users/me").then().statusCode(200);
    }

    @Test
    void aStaleVersionDeletesNothing() {
        as(ann.accessToken())
                .header("If-Match", "\"0\"")
                .delete("/v1/users/me")
                .then()
                .statusCode(412);
        as(ann.accessToken()).get("/v1/users/me").then().statusCode(200);
    }

    @Test
    void anUnknownAccountCannotBeDeleted() {
        for (Response answer : List.of(
                as(admin.accessToken()).delete("/v1/users/nobody"),
                as(admin.accessToken()).get("/v1/users/nobody/erasure"),
                as(admin.accessToken()).get("/v1/users/" + ann.id() + "/erasure"))) {
            answer.then().statusCode(404).body("type", equalTo("https://parley.dev/problems/not-found"));
        }
        delete("?now=true").statusCode(204);
        delete("?now=true").statusCode(404);
    }

    @Test
    void isForAdministratorsOnly() {
        for (Response answer : List.of(
                as(ann.accessToken()).delete("/v1/users/" + admin.id()),
                as(ann.accessToken()).get("/v1/users/" + ann.id() + "/erasure"),
                as(guest.accessToken()).delete("/v1/users/me"),
                as(ann.accessToken()).body(Map.of("guests", List.of())).post("/internal/privacy/" + ann.id()))) {
            assertTrue(answer.statusCode() == 403 || answer.statusCode() == 401, answer::asString);
        }
        Client.request().delete("/v1/users/me").then().statusCode(401);
    }

    private ValidatableResponse delete(String query) {
        return as(admin.accessToken()).delete("/v1/users/" + ann.id() + query).then();
    }

    private ValidatableResponse erasure() {
        return as(admin.accessToken())
                .get("/v1/users/" + ann.id() + "/erasure")
                .then()
                .statusCode(200);
    }

    private TestBus.ReceivedEvent deleted(String phase) {
        return TestBus.awaitEvent(
                "identity.users",
                ann.id(),
                event -> event.type().endsWith("user.deleted.v1")
                        && event.data().path("phase").asText().equals(phase));
    }

    private static JsonNode export(String userId, String guestId) {
        String service = Client.request()
                .body(Map.of("clientId", "catalog-service", "clientSecret", "catalog-secret"))
                .post("/internal/token")
                .then()
                .statusCode(200)
                .extract()
                .path("accessToken");
        String json = as(service)
                .body(Map.of("guests", List.of(guestId)))
                .post("/internal/privacy/" + userId)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return EventJson.tree(json.getBytes(StandardCharsets.UTF_8)).get("data");
    }
}
