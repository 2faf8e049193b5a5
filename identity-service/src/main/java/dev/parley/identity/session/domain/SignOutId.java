package dev.parley.identity.session.domain;

/** A sign-out's id, a UUIDv7. */
public record SignOutId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
