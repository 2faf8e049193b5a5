package dev.parley.chat.conversation.domain;

import dev.parley.chat.assistant.domain.Intent;
import java.time.Instant;
import java.util.List;

/** What happens to a conversation. What is said stays out of it. */
public sealed interface ConversationEvent {

    Instant at();

    record Started(String conversationId, String sessionId, Owner owner, Instant at) implements ConversationEvent {}

    record MessageReceived(String conversationId, String messageId, Owner owner, Intent intent, Instant at)
            implements ConversationEvent {}

    /** @param suggestions the ids of the products put forward */
    record MessageReplied(
            String conversationId,
            String messageId,
            String inReplyTo,
            Intent intent,
            List<String> suggestions,
            Instant at)
            implements ConversationEvent {}
}
