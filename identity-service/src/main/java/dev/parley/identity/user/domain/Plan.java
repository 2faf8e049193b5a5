package dev.parley.identity.user.domain;

import java.util.Locale;

/** What an account is subscribed to. */
public enum Plan {
    FREE,
    BASIC,
    PREMIUM,
    ENTERPRISE;

    /** As tokens, events and documents spell it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Plan of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
