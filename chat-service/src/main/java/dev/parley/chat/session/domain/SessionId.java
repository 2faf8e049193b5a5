package dev.parley.chat.session.domain;

/** The id of a session. */
public record SessionId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
