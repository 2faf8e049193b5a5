package dev.parley.chat.session.domain;

/** Names one session. */
public record SessionId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
