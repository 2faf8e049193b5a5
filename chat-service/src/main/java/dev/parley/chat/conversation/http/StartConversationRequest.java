package dev.parley.chat.conversation.http;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param sessionId the session it belongs to; without one it gets a session of its own */
public record StartConversationRequest(
        @Nullable @Size(min = 1, max = 64) String sessionId) {}
