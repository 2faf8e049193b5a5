package dev.parley.chat.conversation.domain;

import dev.parley.chat.assistant.domain.Answer;
import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.assistant.domain.Reading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said in a conversation; never changed.
 *
 * @param number its place in the conversation: 1, 2, 3 …
 * @param clientMessageId what the sender calls it; none for a reply
 * @param inReplyTo the id of the message it answers; none for what a person says
 * @param content what was said, with the intent and entities that were read in it, or were answered
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
