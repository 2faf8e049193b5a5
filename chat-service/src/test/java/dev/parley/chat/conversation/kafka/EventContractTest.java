package dev.parley.chat.conversation.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.conversation.domain.ConversationEvent;
import dev.parley.chat.conversation.domain.Owner;
import dev.parley.chat.guest.GuestLinkedV1;
import dev.parley.platform.testing.EventSamples;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventContractTest {

    private static final Instant AT = Instant.parse("2026-01-15T10:30:00Z");
    private static final String CONVERSATION = "0199d1c0-0000-7000-8000-000000000041";
    private static final Owner GUEST = Owner.guest("0199d1c0-0000-7000-8000-000000000002");

    private final ConversationEventMessages messages = new ConversationEventMessages();

    @Test
    void writesThatAConversationHasStarted() {
        EventSamples.assertWrites(messages.of(
                new ConversationEvent.Started(CONVERSATION, "0199d1c0-0000-7000-8000-000000000042", GUEST, AT)));
    }

    @Test
    void writesThatAMessageWasReceived() {
        EventSamples.assertWrites(messages.of(new ConversationEvent.MessageReceived(
                CONVERSATION, "0199d1c0-0000-7000-8000-000000000043", GUEST, Intent.PRODUCT_SEARCH, AT)));
    }

    @Test
    void writesThatAMessageWasRepliedTo() {
        EventSamples.assertWrites(messages.of(new ConversationEvent.MessageReplied(
                CONVERSATION,
                "0199d1c0-0000-7000-8000-000000000044",
                "0199d1c0-0000-7000-8000-000000000043",
                Intent.PRODUCT_SEARCH,
                List.of("0199d1c0-0000-7000-8000-000000000011"),
                AT)));
    }

    @Test
    void readsThatAGuestIsAUserNow() {
        assertEquals(
                new GuestLinkedV1("0199d1c0-0000-7000-8000-000000000001", "0199d1c0-0000-7000-8000-000000000002", AT),
                EventSamples.read(GuestLinkedV1.class));
    }
}
