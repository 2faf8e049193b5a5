package dev.parley.chat.conversation.domain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What was said in conversations, for 90 days. */
public interface Messages {

    /** Keeps the message and returns it; the one that was kept before under its id, if there is one. */
    Message keep(Message message);

    /** The message that its sender calls so. */
    Optional<Message> sent(String conversationId, String clientMessageId);

    /** The reply to a message. */
    Optional<Message> replyTo(Message message);

    /** The newest messages of a conversation, newest first, at most {@code limit}, before the number given. */
    List<Message> newest(String conversationId, OptionalLong before, int limit);
}
