package dev.parley.chat.conversation.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.chat.assistant.domain.Answer;
import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.assistant.domain.MessageReader;
import dev.parley.chat.assistant.domain.Suggestion;
import dev.parley.chat.conversation.domain.Conversation;
import dev.parley.chat.conversation.domain.ConversationId;
import dev.parley.chat.conversation.domain.OpenTurn;
import dev.parley.chat.guest.GuestLinkedV1;
import dev.parley.chat.owner.Owner;
import dev.parley.chat.session.domain.SessionId;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.testing.EventSamples;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class EventContractTest {

    private static final Instant AT = Instant.parse("2026-01-15T10:30:00Z");
    private static final Owner GUEST = Owner.guest("0199d1c0-0000-7000-8000-000000000002");
    private static final String PRODUCT = "0199d1c0-0000-7000-8000-000000000011";

    private final ConversationWireEvents wireEvents = new ConversationWireEvents();

    private final Conversation conversation = Conversation.start(
            new ConversationId("0199d1c0-0000-7000-8000-000000000041"),
            new SessionId("0199d1c0-0000-7000-8000-000000000042"),
            GUEST,
            AT);

    @Test
    void writesTheEventsOfATurn() {
        OpenTurn turn = conversation.accept(
                "0199d1c0-0000-7000-8000-000000000043",
                "0199d1c0-0000-7000-8000-000000000044",
                "1",
                "show me laptops",
                MessageReader.read("show me laptops"),
                GUEST,
                AT);
        Suggestion laptop =
                new Suggestion(PRODUCT, "LAP-13-BLK", "Aster 13 laptop", Money.parse("USD 849.00"), true, "in stock");
        Answer answer = new Answer("One laptop", Intent.PRODUCT_SEARCH, List.of(), List.of(laptop), List.of());
        conversation.close(Conversation.reply(turn, answer, AT));

        List<PendingEvent> events = wireEvents.of(conversation, GUEST.key());

        assertEquals(3, events.size());
        for (PendingEvent event : events) {
            assertEquals(AT, event.at());
            EventSamples.assertWrites(event.data());
        }
    }

    @Test
    void readsAGuestLink() {
        assertEquals(
                new GuestLinkedV1("0199d1c0-0000-7000-8000-000000000001", "0199d1c0-0000-7000-8000-000000000002", AT),
                EventSamples.read(GuestLinkedV1.class));
    }
}
