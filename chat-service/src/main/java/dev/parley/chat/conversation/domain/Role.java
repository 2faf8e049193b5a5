package dev.parley.chat.conversation.domain;

/** The author of a message. */
public enum Role {
    USER,
    ASSISTANT,
    SYSTEM
}
