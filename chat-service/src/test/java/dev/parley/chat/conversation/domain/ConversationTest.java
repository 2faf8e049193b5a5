package dev.parley.chat.conversation.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.chat.assistant.domain.Answer;
import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.assistant.domain.MessageReader;
import dev.parley.chat.owner.Owner;
import dev.parley.chat.session.domain.SessionId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final ConversationId ID = new ConversationId("c1");
    private static final SessionId SESSION = new SessionId("s1");
    private static final Owner GUEST = Owner.guest("g1");

    private final Conversation conversation =
            Conversation.restore(Conversation.start(ID, SESSION, GUEST, NOW).state());

    @Test
    void startsWithAnEvent() {
        assertEquals(
                List.of(new ConversationEvent.Started(NOW)),
                Conversation.start(ID, SESSION, GUEST, NOW).events());
    }

    @Test
    void acceptsAMessageAndStoresItsIntent() {
        take("show me laptops");

        assertEquals(Intent.PRODUCT_SEARCH, conversation.state().intent());
        assertEquals(
                List.of(new ConversationEvent.MessageReceived("m1", GUEST, Intent.PRODUCT_SEARCH, NOW)),
                conversation.events());
    }

    @Test
    void acceptsOneMessageAtATime() {
        take("hello");

        assertThrows(ConversationProblem.Busy.class, () -> take("hello again"));
    }

    @Test
    void closesATurnOnce() {
        Message reply = Conversation.reply(take("hello"), answer(), NOW.plusSeconds(1));

        conversation.close(reply);
        conversation.close(reply);

        assertEquals(2, conversation.events().size());
        assertEquals(2, conversation.state().messageCount());
        assertEquals(NOW.plusSeconds(1), conversation.state().lastActivityAt());
    }

    @Test
    void doesNotCloseATurnWithTheReplyToAnother() {
        Message late = Conversation.reply(take("hello"), answer(), NOW);
        conversation.close(late);
        OpenTurn next = conversation.accept("m2", "r2", "x2", "hello", MessageReader.read("hello"), GUEST, NOW);

        conversation.close(late);

        assertEquals(next, conversation.openTurn().orElseThrow());
    }

    @Test
    void numbersMessages() {
        OpenTurn first = take("hello");
        Message reply = Conversation.reply(first, answer(), NOW);
        conversation.close(reply);
        OpenTurn second = conversation.accept("m2", "r2", "x2", "hello", MessageReader.read("hello"), GUEST, NOW);

        assertEquals(
                List.of(1L, 2L, 3L),
                List.of(
                        first.message().number(),
                        reply.number(),
                        second.message().number()));
        assertTrue(conversation.openTurn().isPresent());
    }

    private OpenTurn take(String text) {
        return conversation.accept("m1", "r1", "x1", text, MessageReader.read(text), GUEST, NOW);
    }

    private static Answer answer() {
        return new Answer("Hello!", Intent.GREETING, List.of(), List.of(), List.of());
    }
}
