package dev.parley.chat.conversation.domain;

import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.session.domain.SessionId;
import java.time.Instant;

/** The list view of a conversation. */
public record ConversationSummary(
        ConversationId id,
        SessionId sessionId,
        Intent intent,
        long messageCount,
        Instant createdAt,
        Instant lastActivityAt) {}
