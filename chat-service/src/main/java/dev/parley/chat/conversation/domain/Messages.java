package dev.parley.chat.conversation.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The messages of conversations, for {@link #KEPT 90 days}. */
public interface Messages {

    Duration KEPT = Duration.ofDays(90);

    /** Stores the message and returns it; or the one that was stored before under its id, if there is one. */
    Message keep(Message message);

    /** The message that its sender calls so. */
    Optional<Message> sent(ConversationId conversationId, String clientMessageId);

    /** The reply to a message. */
    Optional<Message> replyTo(Message message);

    /** The newest messages of a conversation, newest first, at most {@code limit}, before the number given. */
    List<Message> newest(ConversationId conversationId, OptionalLong before, int limit);
}
