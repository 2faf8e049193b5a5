package dev.parley.identity.token;

import java.time.Duration;

/** A signed JWT and its lifetime. */
public record AccessToken(String value, Duration life) {

    /** Omits the token, because this may be logged. */
    @Override
    public String toString() {
        return "AccessToken[…]";
    }
}
