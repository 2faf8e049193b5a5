package dev.parley.chat.conversation.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import java.util.List;

@EventType("dev.parley.conversation.message-replied.v1")
public record MessageRepliedV1(
        String conversationId,
        String messageId,
        String inReplyTo,
        String intent,
        List<String> suggestions,
        Instant repliedAt) {}
