package dev.parley.chat.conversation.http;

import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** @param sessionId the session of the conversation; absent for a new session */
@Schema(example = """
        {"sessionId":"0199d1c0-0000-7000-8000-000000000061"}""")
public record StartConversationRequest(
        @Nullable @Size(min = 1, max = 64) String sessionId) {}
