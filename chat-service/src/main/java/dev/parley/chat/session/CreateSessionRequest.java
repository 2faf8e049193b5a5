package dev.parley.chat.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** @param channel web, websocket, mobile or api */
@Schema(example = """
        {"channel":"web"}""")
public record CreateSessionRequest(
        @NotNull @Pattern(regexp = "web|websocket|mobile|api")
        String channel) {}
