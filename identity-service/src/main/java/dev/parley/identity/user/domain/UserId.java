package dev.parley.identity.user.domain;

/** An account's id, a UUIDv7 string; also the {@code sub} of its tokens. */
public record UserId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
