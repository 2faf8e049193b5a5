package dev.parley.chat.conversation.domain;

/** Names one conversation: a UUIDv7, so that ids sort by the time they were made. */
public record ConversationId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
