package dev.parley.chat.conversation.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@EventType("dev.parley.conversation.message-received.v1")
public record MessageReceivedV1(
        String conversationId,
        String messageId,
        @Nullable String userId,
        @Nullable String anonymousId,
        String intent,
        Instant receivedAt) {}
