package dev.parley.chat.session.http;

import dev.parley.platform.http.Text;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** @param channel web, websocket, mobile or api */
@Schema(example = """
        {"channel":"web"}""")
public record CreateSessionRequest(
        @NotNull
        @Text(max = 20, pattern = "web|websocket|mobile|api", message = "must be one of web, websocket, mobile, api")
        String channel) {}
