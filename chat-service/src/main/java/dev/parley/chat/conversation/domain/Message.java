package dev.parley.chat.conversation.domain;

import dev.parley.chat.assistant.domain.Answer;
import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.assistant.domain.Reading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable message of a conversation.
 *
 * @param number its position in the conversation: 1, 2, 3 …
 * @param clientMessageId the sender's id of it; null for a reply
 * @param inReplyTo the id of the message it answers; null for a user's message
 * @param content its text, with the intent and entities recognized in it or answered by it
 */
public record Message(
        String id,
        ConversationId conversationId,
        long number,
        Role role,
        @Nullable String clientMessageId,
        @Nullable String inReplyTo,
        Answer content,
        Instant at) {

    static Message said(
            String id,
            ConversationId conversationId,
            long number,
            String clientMessageId,
            String text,
            Reading reading,
            Instant at) {
        Answer content = new Answer(text, reading.intent(), reading.entities(), List.of(), List.of());
        return new Message(id, conversationId, number, Role.USER, clientMessageId, null, content, at);
    }

    /** The reply to this message. */
    Message answered(String replyId, Answer answer, Instant now) {
        return new Message(replyId, conversationId, number + 1, Role.ASSISTANT, null, id, answer, now);
    }

    public String text() {
        return content.text();
    }

    public Intent intent() {
        return content.intent();
    }
}
