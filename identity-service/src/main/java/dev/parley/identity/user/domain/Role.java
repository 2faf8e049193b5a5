package dev.parley.identity.user.domain;

import java.util.Locale;

/** What a person may be; a new account is a {@link #USER}. */
public enum Role {
    USER,
    SALESPERSON,
    MANAGER,
    ADMIN;

    /** As tokens, events and documents spell it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
