package dev.parley.identity.token;

import java.time.Duration;

/** A signed JWT and how long it is good. */
public record AccessToken(String value, Duration life) {

    /** Without the token: this may end in a log. */
    @Override
    public String toString() {
        return "AccessToken[…]";
    }
}
