package dev.parley.identity.session.domain;

/** A session's id, a UUIDv7 string; the {@code sid} of its access tokens. */
public record SessionId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
