package dev.parley.identity.user.domain;

import java.util.Locale;

/** Only an {@link #ACTIVE} account gets tokens. */
public enum UserStatus {
    ACTIVE,
    SUSPENDED,
    DELETED;

    /** As events and documents spell it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static UserStatus of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
