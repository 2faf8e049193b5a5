package dev.parley.chat.conversation.domain;

import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.session.domain.SessionId;
import java.time.Instant;

/** A conversation as lists show it. */
public record ConversationSummary(
        ConversationId id,
        SessionId sessionId,
        Intent intent,
        long messageCount,
        Instant createdAt,
        Instant lastActivityAt) {}
