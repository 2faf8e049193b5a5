package dev.parley.chat.conversation.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@EventType("dev.parley.conversation.started.v1")
public record ConversationStartedV1(
        String conversationId,
        String sessionId,
        @Nullable String userId,
        @Nullable String anonymousId,
        Instant startedAt) {}
