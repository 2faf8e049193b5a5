package dev.parley.chat;

import static dev.parley.chat.Chatting.conversation;
import static dev.parley.chat.Chatting.say;
import static dev.parley.platform.testing.Requests.as;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.parley.chat.guest.GuestLinkedV1;
import dev.parley.platform.events.RecurringJobs;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.Erasure;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.TestBus;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Export and erasure of personal data. */
@Tag("storage")
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ErasureTest {

    @Inject
    MongoDatabase database;

    @Inject
    RecurringJobs jobs;

    private final String user = Ids.next();
    private final String guest = Ids.next();
    private final String name = "Araminta Quillfeather " + user;
    private final String phone = "+233 555 " + guest;

    @Test
    void exportsAllMessagesAndErasesThem() {
        // Given messages of a guest, of the linked user, and of another user
        String asGuest = conversation(TestTokens.guest(guest));
        say(TestTokens.guest(guest), asGuest, "1", "call me on " + phone).then().statusCode(200);
        String asUser = conversation(TestTokens.user(user));
        say(TestTokens.user(user), asUser, "1", "my name is " + name).then().statusCode(200);
        as(TestTokens.user(user))
                .body("{\"channel\":\"web\"}")
                .post("/v1/sessions")
                .then()
                .statusCode(201);
        TestBus.publish("identity.users", guest, new GuestLinkedV1(user, guest, Instant.now()), 1);
        await().until(() -> link(guest) != null);
        String other = Ids.next();
        String others = conversation(TestTokens.user(other));
        say(TestTokens.user(other), others, "1", "hello").then().statusCode(200);

        JsonNode before = Erasure.export(user, guest);
        for (String theirs : List.of(name, phone, asGuest, asUser)) {
            assertTrue(before.toString().contains(theirs), theirs);
        }
        assertFalse(before.toString().contains(others));
        assertEquals(1, before.get("guest-links").size());
        assertFalse(before.get("sessions").isEmpty());

        // When
        JsonNode receipt = Erasure.purge(user, guest);

        // Then
        assertEquals(6, receipt.at("/counts/conversations").asInt(), "two conversations of two messages each");
        assertEquals(List.of(), Erasure.traces(database, name));
        assertEquals(List.of(), Erasure.traces(database, phone));
        for (String id : List.of(user, guest)) {
            assertEquals(
                    List.of(),
                    Erasure.traces(database, id).stream()
                            .filter(trace -> !trace.startsWith("erased_users/"))
                            .toList());
        }
        JsonNode after = Erasure.export(user, guest);
        after.forEach(part -> assertTrue(part.isEmpty(), after.toString()));
        assertEquals(1, Erasure.export(other).get("conversations").size());
    }

    @Test
    void theSecondErasureRemovesALateMessage() {
        String id = conversation(TestTokens.user(user));
        Erasure.purge(user);
        database.getCollection("messages")
                .insertOne(new Document("_id", Ids.next())
                        .append("conversationId", id)
                        .append("number", 1L)
                        .append("text", name)
                        .append("at", new Date()));

        jobs.run("erasure-repeats", Instant.now().plus(Duration.ofMinutes(16)));

        assertEquals(List.of(), Erasure.traces(database, name));
    }

    @Test
    void ignoresALateLinkOfAnErasedPerson() {
        Erasure.purge(user, guest);
        String fence = Ids.next();

        TestBus.publish("identity.users", guest, new GuestLinkedV1(user, guest, Instant.now()), 1);
        TestBus.publish("identity.users", guest, new GuestLinkedV1(Ids.next(), fence, Instant.now()), 2);

        // the second event of the same key: the first has been handled by then
        await().until(() -> link(fence) != null);
        assertEquals(null, link(guest));
    }

    private Document link(String anonymousId) {
        return database.getCollection("guest_links")
                .find(Filters.eq(anonymousId))
                .first();
    }
}
