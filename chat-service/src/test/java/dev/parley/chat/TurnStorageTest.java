package dev.parley.chat;

import static dev.parley.chat.Chatting.catalog;
import static dev.parley.chat.Chatting.conversation;
import static dev.parley.chat.Chatting.say;
import static dev.parley.platform.testing.Requests.as;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import dev.parley.chat.assistant.domain.Answer;
import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.assistant.domain.MessageReader;
import dev.parley.chat.conversation.domain.Conversation;
import dev.parley.chat.conversation.domain.ConversationId;
import dev.parley.chat.conversation.domain.Conversations;
import dev.parley.chat.conversation.domain.Message;
import dev.parley.chat.conversation.domain.Messages;
import dev.parley.chat.conversation.domain.OpenTurn;
import dev.parley.chat.owner.Owner;
import dev.parley.chat.session.domain.Channel;
import dev.parley.chat.session.domain.Session;
import dev.parley.chat.session.domain.SessionId;
import dev.parley.chat.session.domain.Sessions;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.events.RecurringJobs;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.FakeUpstream;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.Tags;
import dev.parley.platform.testing.TestBus;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A message is stored and answered once, also with concurrent retries and crashes at any point. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@Tag(Tags.STORAGE)
class TurnStorageTest {

    private static final String WISH = "show me a black laptop under 900 dollars";

    @Inject
    Conversations conversations;

    @Inject
    Messages messages;

    @Inject
    Sessions sessions;

    @Inject
    MongoDatabase database;

    @Inject
    RecurringJobs jobs;

    private final String guest = Ids.next();
    private final String token = TestTokens.guest(guest);

    @Test
    void concurrentRetriesAreOneTurn() throws Exception {
        try (FakeUpstream catalog = catalog()) {
            String id = conversation(token);

            List<String> turns = AtOnce.run(20, i -> say(token, id, "1", WISH)).stream()
                    .map(response -> response.then().statusCode(200).extract().asString())
                    .toList();

            assertEquals(1, new HashSet<>(turns).size());
            as(token).get("/v1/conversations/{id}/messages", id).then().body("items", hasSize(2));
            assertEquals(1, catalog.requests().size());
            assertAnnounced(id, 1);
        }
    }

    @Test
    void answersConcurrentMessagesOneAfterTheOther() throws Exception {
        String id = conversation(token);

        Set<String> replies = new HashSet<>();
        for (Response response : AtOnce.run(15, i -> say(token, id, "m" + i, "hello " + i))) {
            replies.add(response.then().statusCode(200).extract().path("reply.id"));
        }

        assertEquals(15, replies.size());
        List<String> roles =
                as(token).get("/v1/conversations/{id}/messages?limit=100", id).path("items.role");
        assertEquals(
                IntStream.range(0, 30)
                        .mapToObj(i -> i % 2 == 0 ? "assistant" : "user")
                        .toList(),
                roles);
        assertAnnounced(id, 15);
    }

    @Test
    void aRetryAfterACrashIsAnswered() {
        try (FakeUpstream open = catalog()) {
            String id = conversation(token);
            OpenTurn left = takenLongAgo(id);

            say(token, id, "1", WISH)
                    .then()
                    .statusCode(200)
                    .body("message.id", equalTo(left.message().id()))
                    .body("reply.suggestions", hasSize(1));

            assertAnnounced(id, 1);
        }
    }

    @Test
    void aReplyStoredBeforeACrashIsTheReply() {
        String id = conversation(token);
        OpenTurn left = takenLongAgo(id);
        messages.store(left.message());
        messages.store(Conversation.reply(
                left,
                new Answer("The first reply", Intent.PRODUCT_SEARCH, List.of(), List.of(), List.of()),
                Instant.now()));

        say(token, id, "1", WISH).then().statusCode(200).body("reply.text", equalTo("The first reply"));

        assertAnnounced(id, 1);
    }

    @Test
    void answersAMessageAfterACrashWithoutARetry() {
        try (FakeUpstream open = catalog()) {
            String id = conversation(token);
            OpenTurn left = takenLongAgo(id);

            jobs.run("left-messages", Instant.now());

            Message reply = messages.replyTo(left.message()).orElseThrow();
            assertEquals(1, reply.content().suggestions().size());
            assertAnnounced(id, 1);
        }
    }

    @Test
    void anUnreadableConversationDoesNotBlockOthers() {
        Document poison = new Document("_id", "0-" + Ids.next()).append("openSince", new Date(0));
        database.getCollection("conversations").insertOne(poison);
        try (FakeUpstream open = catalog()) {
            OpenTurn left = takenLongAgo(conversation(token));

            jobs.run("left-messages", Instant.now());

            assertTrue(messages.replyTo(left.message()).isPresent());
        } finally {
            database.getCollection("conversations").deleteOne(new Document("_id", poison.get("_id")));
        }
    }

    @Test
    void theNextMessageFinishesAStaleTurn() {
        try (FakeUpstream open = catalog()) {
            String id = conversation(token);
            OpenTurn left = takenLongAgo(id);

            say(token, id, "2", "hello").then().statusCode(200);

            assertTrue(messages.replyTo(left.message()).isPresent());
            assertAnnounced(id, 2);
        }
    }

    @Test
    void rejectsAMessageWhileTheConversationIsBusy() {
        String id = conversation(token);
        take(id, Instant.now().plusSeconds(60)); // another instance works on it, with a clock that is ahead

        say(token, id, "2", "hello")
                .then()
                .statusCode(409)
                .header("Retry-After", equalTo("1"))
                .body("type", equalTo("https://parley.dev/problems/conversation-busy"));
        say(token, id, "1", "another text").then().statusCode(422);
    }

    @Test
    void messagesAreForgottenAfter90Days() {
        String id = conversation(token);
        Message old = take(id, Instant.now().minus(Duration.ofDays(90)).minusSeconds(5))
                .message();
        messages.store(old);

        as(token).get("/v1/conversations/{id}/messages", id).then().body("items.id", not(hasItem(old.id())));

        jobs.run("expired-documents", Instant.now());
        assertEquals(0, stored("messages", old.id()));
    }

    @Test
    void sessionsExpireADayAfterTheirLastActivity() {
        String id = Ids.next();
        sessions.insert(Session.begin(
                new SessionId(id),
                Owner.guest(guest),
                Channel.WEB,
                Instant.now().minus(Duration.ofHours(24))));

        as(token).get("/v1/sessions/{id}", id).then().statusCode(404);
        as(token).body(Map.of("sessionId", id)).post("/v1/conversations").then().statusCode(404);
        sessions.touch(new SessionId(id), Instant.now());
        as(token).get("/v1/sessions/{id}", id).then().statusCode(404);

        jobs.run("expired-documents", Instant.now());
        assertEquals(0, stored("sessions", id));
    }

    @Test
    void rejectsAStaleSave() {
        ConversationId id = new ConversationId(conversation(token));
        Conversation first = conversations.find(id).orElseThrow();
        Conversation second = conversations.find(id).orElseThrow();
        takeHello(first);
        conversations.save(first);

        takeHello(second);

        assertThrows(VersionClash.class, () -> conversations.save(second));
        assertEquals(first.state(), conversations.find(id).orElseThrow().state());
    }

    @Test
    void removesAClosedTurnFromTheDocument() {
        ConversationId id = new ConversationId(conversation(token));
        Conversation conversation = conversations.find(id).orElseThrow();
        OpenTurn turn = takeHello(conversation);
        conversations.save(conversation);
        assertTrue(document(id).containsKey("openTurn"));

        conversation.close(Conversation.reply(
                turn,
                new Answer("Hello!", Intent.GREETING, List.of(), List.of(), List.of()),
                Instant.now().truncatedTo(ChronoUnit.MILLIS)));
        conversations.save(conversation);

        assertFalse(document(id).containsKey("openTurn"));
        assertFalse(document(id).containsKey("openSince"));
        assertEquals(conversation.state(), conversations.find(id).orElseThrow().state());
    }

    private OpenTurn takeHello(Conversation conversation) {
        return conversation.accept(
                Ids.next(),
                Ids.next(),
                "1",
                "hello",
                MessageReader.read("hello"),
                Owner.guest(guest),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private Document document(ConversationId id) {
        return database.getCollection("conversations")
                .find(new Document("_id", id.value()))
                .first();
    }

    private long stored(String collection, String id) {
        return database.getCollection(collection).countDocuments(new Document("_id", id));
    }

    private OpenTurn takenLongAgo(String conversationId) {
        return take(conversationId, Instant.now().minusSeconds(30));
    }

    /** The stored state after a crash right after a message was accepted. */
    private OpenTurn take(String id, Instant at) {
        Conversation conversation = conversations.find(new ConversationId(id)).orElseThrow();
        OpenTurn turn = conversation.accept(
                Ids.next(), Ids.next(), "1", WISH, MessageReader.read(WISH), Owner.guest(guest), at);
        conversations.save(conversation);
        return turn;
    }

    private static void assertAnnounced(String conversationId, int turns) {
        TestBus.awaitEvent("chat.conversations", conversationId, event -> event.sequence() == 1 + 2L * turns);
        List<String> types = TestBus.eventsOf("chat.conversations", conversationId).stream()
                .map(TestBus.ReceivedEvent::type)
                .toList();
        assertEquals(1 + 2 * turns, types.size());
        assertEquals(
                turns,
                types.stream()
                        .filter(type -> type.endsWith("message-replied.v1"))
                        .count());
    }
}
