package dev.parley.identity.user.domain;

import java.util.Locale;

/** A username to sign in by; it never contains an {@code @}, so it cannot be confused with an address. */
public record Username(String value) {

    /** Letters, digits, dot, hyphen and underscore; 3 to 30 of them. */
    public static final String PATTERN = "[A-Za-z0-9._-]{3,30}";

    /** The unique key among accounts. */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }
}
