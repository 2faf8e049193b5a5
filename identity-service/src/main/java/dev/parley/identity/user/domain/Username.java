package dev.parley.identity.user.domain;

import java.util.Locale;

/** A name to sign in by; it never holds an {@code @}, so it cannot be taken for an address. */
public record Username(String value) {

    /** Letters, digits, dot, hyphen and underscore; 3 to 30 of them. */
    public static final String PATTERN = "[A-Za-z0-9._-]{3,30}";

    /** What is unique among accounts. */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }
}
