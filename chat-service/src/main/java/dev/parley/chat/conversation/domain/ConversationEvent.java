package dev.parley.chat.conversation.domain;

import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.owner.Owner;
import java.time.Instant;
import java.util.List;

/** What happened to a conversation. The text of messages is no part of it. */
public sealed interface ConversationEvent {

    Instant at();

    record Started(Instant at) implements ConversationEvent {}

    /** @param by the owner, or the user that the guest who owns it has become */
    record MessageReceived(String messageId, Owner by, Intent intent, Instant at) implements ConversationEvent {}

    /** @param suggestions the ids of the suggested products */
    record MessageReplied(String messageId, String inReplyTo, Intent intent, List<String> suggestions, Instant at)
            implements ConversationEvent {}
}
