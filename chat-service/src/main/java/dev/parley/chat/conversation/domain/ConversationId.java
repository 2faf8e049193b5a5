package dev.parley.chat.conversation.domain;

/** The id of a conversation: a UUIDv7, so that ids sort by creation time. */
public record ConversationId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
