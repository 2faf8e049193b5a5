package dev.parley.chat.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** @param channel web, websocket, mobile or api */
public record CreateSessionRequest(
        @NotNull @Pattern(regexp = "web|websocket|mobile|api")
        String channel) {}
