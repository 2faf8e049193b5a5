package dev.parley.chat.conversation.kafka;

import dev.parley.chat.conversation.application.EventMessages;
import dev.parley.chat.conversation.domain.ConversationEvent;
import dev.parley.chat.conversation.domain.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ConversationEventMessages implements EventMessages {

    @Override
    public Object of(ConversationEvent event) {
        return switch (event) {
            case ConversationEvent.Started e ->
                new ConversationStartedV1(e.conversationId(), e.sessionId(), user(e.owner()), guest(e.owner()), e.at());
            case ConversationEvent.MessageReceived e ->
                new MessageReceivedV1(
                        e.conversationId(),
                        e.messageId(),
                        user(e.owner()),
                        guest(e.owner()),
                        e.intent().text(),
                        e.at());
            case ConversationEvent.MessageReplied e ->
                new MessageRepliedV1(
                        e.conversationId(),
                        e.messageId(),
                        e.inReplyTo(),
                        e.intent().text(),
                        e.suggestions(),
                        e.at());
        };
    }

    private static @Nullable String user(Owner owner) {
        return owner.kind() == Owner.Kind.USER ? owner.id() : null;
    }

    private static @Nullable String guest(Owner owner) {
        return owner.kind() == Owner.Kind.GUEST ? owner.id() : null;
    }
}
