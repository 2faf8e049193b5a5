package dev.parley.chat.conversation.domain;

import java.util.Locale;

/** Who says a message. */
public enum Role {
    USER,
    ASSISTANT,
    SYSTEM;

    /** As it is written in the API and in documents: {@code user}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
