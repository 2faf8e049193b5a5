package dev.parley.chat.conversation.domain;

import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.owner.Owner;
import java.time.Instant;
import java.util.List;

/** An event of a conversation, without the text of messages. */
public sealed interface ConversationEvent {

    Instant at();

    record Started(Instant at) implements ConversationEvent {}

    /** @param by the owner, or the user linked to the owning guest */
    record MessageReceived(String messageId, Owner by, Intent intent, Instant at) implements ConversationEvent {}

    /** @param suggestions the ids of the suggested products */
    record MessageReplied(String messageId, String inReplyTo, Intent intent, List<String> suggestions, Instant at)
            implements ConversationEvent {}
}
