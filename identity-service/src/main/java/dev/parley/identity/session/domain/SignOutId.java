package dev.parley.identity.session.domain;

/** Names one sign-out: a UUIDv7. */
public record SignOutId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
