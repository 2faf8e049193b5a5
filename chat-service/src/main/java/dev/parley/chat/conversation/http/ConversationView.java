package dev.parley.chat.conversation.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.conversation.domain.Conversation;
import dev.parley.chat.conversation.domain.ConversationSummary;
import dev.parley.chat.conversation.domain.Message;
import dev.parley.platform.WireName;
import dev.parley.platform.openapi.WireEnum;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation.
 *
 * @param intent the intent of its latest message
 * @param messageCount the number of its messages, replies included
 * @param messages its newest messages, newest first; absent in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationView(
        String id,
        String sessionId,
        @WireEnum(Intent.class) String intent,
        long messageCount,
        Instant createdAt,
        Instant lastActivityAt,
        @Nullable List<MessageView> messages) {

    static ConversationView from(ConversationSummary conversation) {
        return from(conversation, null);
    }

    static ConversationView with(Conversation conversation, List<Message> newest) {
        return from(
                conversation.summary(), newest.stream().map(MessageView::from).toList());
    }

    private static ConversationView from(ConversationSummary conversation, @Nullable List<MessageView> messages) {
        return new ConversationView(
                conversation.id().value(),
                conversation.sessionId().value(),
                WireName.of(conversation.intent()),
                conversation.messageCount(),
                conversation.createdAt(),
                conversation.lastActivityAt(),
                messages);
    }
}
