package dev.parley.chat.conversation.kafka;

import dev.parley.chat.conversation.domain.Conversation;
import dev.parley.chat.conversation.domain.ConversationEvent;
import dev.parley.chat.owner.Owner;
import dev.parley.platform.WireName;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.WireEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wire events of conversations. */
@ApplicationScoped
class ConversationWireEvents implements WireEvents<Conversation> {

    @Override
    public List<PendingEvent> of(Conversation conversation, String actor) {
        return conversation.events().stream()
                .map(event -> PendingEvent.of(data(conversation, event), event.at(), actor))
                .toList();
    }

    private static Object data(Conversation conversation, ConversationEvent event) {
        String id = conversation.id().value();
        Owner owner = conversation.owner();
        return switch (event) {
            case ConversationEvent.Started e ->
                new ConversationStartedV1(id, conversation.sessionId().value(), user(owner), guest(owner), e.at());
            case ConversationEvent.MessageReceived e ->
                new MessageReceivedV1(id, e.messageId(), user(e.by()), guest(e.by()), WireName.of(e.intent()), e.at());
            case ConversationEvent.MessageReplied e ->
                new MessageRepliedV1(
                        id, e.messageId(), e.inReplyTo(), WireName.of(e.intent()), e.suggestions(), e.at());
        };
    }

    private static @Nullable String user(Owner owner) {
        return owner.kind() == Owner.Kind.USER ? owner.id() : null;
    }

    private static @Nullable String guest(Owner owner) {
        return owner.kind() == Owner.Kind.GUEST ? owner.id() : null;
    }
}
