package dev.parley.chat.conversation.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * @param clientMessageId an id chosen by the sender, unique in the conversation; a retry with it is idempotent
 * @param text at most 2000 characters
 */
@Schema(example = """
        {"clientMessageId":"7c0e-1","text":"Do you have a phone under 300 dollars?"}""")
public record SendMessageRequest(
        @NotBlank @Size(max = 100) String clientMessageId,
        @NotBlank @Size(max = 2000) String text) {}
