package dev.parley.chat.conversation.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The messages of conversations, for {@link #KEPT 90 days}. */
public interface Messages {

    Duration KEPT = Duration.ofDays(90);

    /** Stores the message and returns it, or returns the one already stored under its id. */
    Message store(Message message);

    /** The message with this client message id. */
    Optional<Message> sent(ConversationId conversationId, String clientMessageId);

    /** The reply to a message. */
    Optional<Message> replyTo(Message message);

    /** The newest messages of a conversation, newest first, at most {@code limit}, before the given number. */
    List<Message> newest(ConversationId conversationId, OptionalLong before, int limit);
}
