package dev.parley.chat;

import static dev.parley.chat.Chatting.catalog;
import static dev.parley.chat.Chatting.conversation;
import static dev.parley.chat.Chatting.say;
import static dev.parley.platform.testing.Requests.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import dev.parley.chat.guest.GuestLinkedV1;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.FakeUpstream;
import dev.parley.platform.testing.FakeUpstream.Answer;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.TestBus;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ConversationServiceTest {

    private static final String WISH = "show me a black laptop under 900 dollars";

    @Inject
    MongoDatabase database;

    private final String guest = Ids.next();
    private final String token = TestTokens.guest(guest);

    @Test
    void answersARequestWithCurrentCatalogData() {
        try (FakeUpstream catalog = catalog()) {
            String id = conversation(token);

            say(token, id, "1", WISH)
                    .then()
                    .statusCode(200)
                    .body("message.role", equalTo("user"))
                    .body("message.clientMessageId", equalTo("1"))
                    .body("message.text", equalTo(WISH))
                    .body("reply.role", equalTo("assistant"))
                    .body("reply.intent", equalTo("product_search"))
                    .body("reply.entities.type", hasItems("color", "category", "max_price", "currency"))
                    .body("reply.suggestions", hasSize(1))
                    .body("reply.suggestions[0].productId", equalTo("0199d1c0-0000-7000-8000-000000000011"))
                    .body("reply.suggestions[0].sku", equalTo("LAP-13-BLK"))
                    .body("reply.suggestions[0].price.amount", equalTo("849.00"))
                    .body("reply.suggestions[0].inStock", equalTo(true))
                    .body("reply.suggestions[0].reason", equalTo("black, 849.00 USD, under your 900"))
                    .body(
                            "reply.actions",
                            equalTo(List.of(Map.of("type", "add_to_cart", "sku", "LAP-13-BLK", "quantity", 1))));

            FakeUpstream.Request asked = catalog.requests().getFirst();
            assertEquals(
                    java.util.Set.of("q=black laptop", "maxPrice=900", "currency=USD", "size=50"),
                    java.util.Set.of(asked.query().replace('+', ' ').split("&")));
            assertTrue(asked.headers().get("Authorization").getFirst().startsWith("Bearer "));
            assertEquals(List.of("chat"), asked.headers().get("X-parley-source"));
        }
    }

    @Test
    void aMessageSentTwiceIsStoredAndAnsweredOnce() {
        try (FakeUpstream catalog = catalog()) {
            String id = conversation(token);
            String first =
                    say(token, id, "1", WISH).then().statusCode(200).extract().asString();

            String second =
                    say(token, id, "1", WISH).then().statusCode(200).extract().asString();

            assertEquals(first, second);
            assertEquals(1, catalog.requests().size());
            as(token).get("/v1/conversations/{id}/messages", id).then().body("items", hasSize(2));
        }
    }

    @Test
    void rejectsAReusedClientMessageId() {
        String id = conversation(token);
        say(token, id, "1", "hello").then().statusCode(200);

        say(token, id, "1", "hello!")
                .then()
                .statusCode(422)
                .body("type", equalTo("https://parley.dev/problems/client-message-id-reused"));
        say(token, conversation(token), "1", "hello!").then().statusCode(200);
    }

    @Test
    void reportsAnUnavailableCatalogAndStoresTheMessage() {
        String id = conversation(token);

        say(token, id, "1", WISH)
                .then()
                .statusCode(200)
                .body("reply.text", containsString("the catalog is unavailable"))
                .body("reply.suggestions", hasSize(0))
                .body("reply.actions", equalTo(List.of(Map.of("type", "try_again", "text", WISH))));

        as(token).get("/v1/conversations/{id}", id).then().body("messages.text", hasItem(WISH));
    }

    @Test
    void reportsARejectedCatalogSearch() {
        try (FakeUpstream catalog =
                FakeUpstream.of("catalog").answer("GET", "/v1/products", r -> Answer.problem(400, "validation"))) {
            say(token, conversation(token), "1", WISH)
                    .then()
                    .statusCode(200)
                    .body("reply.text", containsString("the catalog is unavailable"));
            assertEquals(1, catalog.requests().size());
        }
    }

    @Test
    void offersTheNearestMatchWhenNothingIsFound() {
        try (FakeUpstream catalog = catalog()) {
            say(token, conversation(token), "1", "a red laptop under 900 dollars")
                    .then()
                    .statusCode(200)
                    .body(
                            "reply.text",
                            equalTo("I found no red laptop under 900 USD. Giving up the color, there is this one:"))
                    .body("reply.suggestions[0].reason", equalTo("silver, 799.00 USD, under your 900"));
            assertEquals(2, catalog.requests().size());
        }
    }

    @Test
    void publishesEventsWithoutMessageText() {
        String id = conversation(token);
        String messageId = say(token, id, "1", "hello there").path("message.id");

        TestBus.awaitEvent(
                "chat.conversations", id, e -> e.type().equals("dev.parley.conversation.message-replied.v1"));
        var events = TestBus.eventsOf("chat.conversations", id);

        assertEquals(
                List.of(
                        "dev.parley.conversation.started.v1",
                        "dev.parley.conversation.message-received.v1",
                        "dev.parley.conversation.message-replied.v1"),
                events.stream().map(TestBus.ReceivedEvent::type).toList());
        assertEquals(
                List.of(1L, 2L, 3L),
                events.stream().map(TestBus.ReceivedEvent::sequence).toList());
        assertEquals(guest, events.get(1).data().get("anonymousId").asText());
        assertEquals(messageId, events.get(2).data().get("inReplyTo").asText());
        events.forEach(event -> assertFalse(event.data().toString().contains("hello"), event.toString()));
    }

    @Test
    void aUserFindsTheConversationsOfTheLinkedGuest() {
        String id = conversation(token);
        say(token, id, "1", "hello").then().statusCode(200);
        String userId = Ids.next();
        String user = TestTokens.user(userId);
        as(user).get("/v1/conversations/{id}", id).then().statusCode(404);

        GuestLinkedV1 linked = new GuestLinkedV1(userId, guest, Instant.now());
        TestBus.publish("identity.users", userId, linked, 2);
        TestBus.publish("identity.users", userId, linked, 2);

        await().untilAsserted(
                        () -> as(user).get("/v1/conversations/{id}", id).then().statusCode(200));
        as(user).get("/v1/conversations").then().body("items.id", equalTo(List.of(id)));
        say(user, id, "2", "hello again").then().statusCode(200);
        as(user).get("/v1/conversations/{id}/messages", id).then().body("items", hasSize(4));
        TestBus.awaitEvent(
                "chat.conversations",
                id,
                e -> userId.equals(e.data().path("userId").asText()));
    }

    @Test
    void aUserFindsTheConversationsOfEachOfManyGuests() {
        String last = Ids.next();
        String user = Ids.next();
        List<String> guests = new ArrayList<>(List.of(guest));
        for (int i = 0; i < 250; i++) {
            guests.add(Ids.next());
        }
        guests.add(last);
        String first = conversation(token);
        String newest = conversation(TestTokens.guest(last));

        database.getCollection("guest_links")
                .insertMany(guests.stream()
                        .map(id -> new Document("_id", id).append("userId", user))
                        .toList());

        as(TestTokens.user(user)).get("/v1/conversations").then().body("items.id", equalTo(List.of(newest, first)));
        as(TestTokens.user(user)).get("/v1/conversations/{id}", newest).then().statusCode(200);
    }

    @Test
    void hidesTheConversationsOfOthers() {
        String id = conversation(token);
        for (String other : List.of(
                TestTokens.guest(Ids.next()),
                TestTokens.user(Ids.next()),
                TestTokens.user(guest),
                TestTokens.admin())) {
            as(other)
                    .get("/v1/conversations/{id}", id)
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("https://parley.dev/problems/not-found"));
            as(other).get("/v1/conversations/{id}/messages", id).then().statusCode(404);
            say(other, id, "1", "hello").then().statusCode(404);
            as(other).get("/v1/conversations").then().body("items.id", not(hasItem(id)));
        }
    }

    @Test
    void pagesThroughConversationsNewestFirst() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(conversation(token));
        }

        List<String> read = pages("/v1/conversations?limit=2");

        assertEquals(made, read);
    }

    @Test
    void pagesThroughMessagesNewestFirst() {
        String id = conversation(token);
        for (int i = 1; i <= 12; i++) {
            say(token, id, "m" + i, "hello").then().statusCode(200);
        }

        List<String> read = pages("/v1/conversations/" + id + "/messages?limit=5");

        assertEquals(24, read.size());
        assertEquals(24, new HashSet<>(read).size());
        as(token)
                .get("/v1/conversations/{id}", id)
                .then()
                .body("messageCount", equalTo(24))
                .body("messages.id", equalTo(read.subList(0, 20)));
    }

    private List<String> pages(String path) {
        List<String> ids = new ArrayList<>();
        String after = null;
        do {
            var page = as(token)
                    .get(path + (after == null ? "" : "&after=" + after))
                    .then()
                    .statusCode(200)
                    .extract();
            ids.addAll(page.path("items.id"));
            after = page.path("next");
        } while (after != null);
        return ids;
    }

    @Test
    void aSessionIsReadByItsOwnerAndHoldsConversations() {
        var session = as(token)
                .body("{\"channel\":\"web\"}")
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .body("channel", equalTo("web"))
                .extract();
        String sessionId = session.path("id");
        assertEquals(
                "/v1/sessions/" + sessionId,
                java.net.URI.create(session.header("Location")).getPath());
        assertEquals(
                Instant.parse(session.path("lastActivityAt")).plusSeconds(86_400),
                Instant.parse(session.path("expiresAt")));

        String id = as(token)
                .body(Map.of("sessionId", sessionId))
                .post("/v1/conversations")
                .then()
                .statusCode(201)
                .body("sessionId", equalTo(sessionId))
                .extract()
                .path("id");
        say(token, id, "1", "hello").then().statusCode(200);

        String lastActivity = as(token)
                .get("/v1/sessions/{id}", sessionId)
                .then()
                .statusCode(200)
                .extract()
                .path("lastActivityAt");
        assertTrue(Instant.parse(lastActivity).isAfter(Instant.parse(session.path("createdAt"))));
        String other = TestTokens.guest(Ids.next());
        as(other).get("/v1/sessions/{id}", sessionId).then().statusCode(404);
        as(other)
                .body(Map.of("sessionId", sessionId))
                .post("/v1/conversations")
                .then()
                .statusCode(404);
    }

    @Test
    void startsOneConversationPerIdempotencyKey() {
        String key = Ids.next();
        String first = as(token)
                .header("Idempotency-Key", key)
                .body("{}")
                .post("/v1/conversations")
                .path("id");
        String second = as(token)
                .header("Idempotency-Key", key)
                .body("{}")
                .post("/v1/conversations")
                .path("id");

        assertEquals(first, second);
        as(token).get("/v1/conversations").then().body("items", hasSize(1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {"clientMessageId":"1","text":""}                  | 400 | validation
        {"clientMessageId":"1"}                            | 400 | validation
        {"text":"hello"}                                   | 400 | validation
        {"clientMessageId":"","text":"hello"}              | 400 | validation
        {"clientMessageId":"1","text":"hello","x":1}       | 400 | validation
        {"clientMessageId":"1","text":["hello"]}           | 400 | validation
        {"clientMessageId":"1","text":                     | 400 | malformed-json
        """)
    void rejectsAnInvalidMessage(String body, int status, String slug) {
        String id = conversation(token);

        as(token)
                .body(body)
                .post("/v1/conversations/{id}/messages", id)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("https://parley.dev/problems/" + slug));

        as(token)
                .get("/v1/conversations/{id}", id)
                .then()
                .body("messageCount", equalTo(0))
                .body("messages", hasSize(0));
    }

    @Test
    void takesTextsOfAtMost2000Characters() {
        String id = conversation(token);
        say(token, id, "1", "x".repeat(2000)).then().statusCode(200);
        say(token, id, "2", "x".repeat(2001)).then().statusCode(400).body("errors[0].field", equalTo("text"));
        say(token, id, "x".repeat(101), "hello")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("clientMessageId"));
    }

    @Test
    void rejectsInvalidInputByField() {
        as(token)
                .body("{\"channel\":\"fax\"}")
                .post("/v1/sessions")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("channel"));
        as(token).body("{}").post("/v1/sessions").then().statusCode(400);
        as(token).get("/v1/conversations?after=!").then().statusCode(400).body("errors[0].field", equalTo("after"));
        String id = conversation(token);
        as(token)
                .get("/v1/conversations/{id}/messages?after=eA", id)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("after"));
        as(token).get("/v1/conversations?limit=101").then().statusCode(400);
        as(token)
                .contentType("text/plain")
                .body("hello")
                .post("/v1/conversations/{id}/messages", id)
                .then()
                .statusCode(415);
    }

    @Test
    void checksTokensAndRoles() {
        io.restassured.RestAssured.given().get("/v1/conversations").then().statusCode(401);
        as(TestTokens.expired("u")).get("/v1/conversations").then().statusCode(401);
        as(TestTokens.service("cart-service")).get("/v1/conversations").then().statusCode(403);
        for (String who : List.of("user", "salesperson", "manager", "admin")) {
            as(TestTokens.user(Ids.next(), who))
                    .get("/v1/conversations")
                    .then()
                    .statusCode(200)
                    .body("next", nullValue());
        }
    }

    @Test
    void limitsTheRateOfMessages() {
        String user = TestTokens.user(Ids.next());
        int status = 0;
        for (int i = 0; i < 1_000 && status != 429; i++) {
            status = as(user).body("{\"channel\":\"api\"}").post("/v1/sessions").statusCode();
        }
        as(user).body("{\"channel\":\"api\"}")
                .post("/v1/sessions")
                .then()
                .statusCode(429)
                .body("type", equalTo("https://parley.dev/problems/rate-limited"));
    }
}
