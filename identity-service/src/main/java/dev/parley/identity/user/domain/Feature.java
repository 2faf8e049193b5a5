package dev.parley.identity.user.domain;

import java.util.Locale;

/** What plans differ in, and what an account may have in addition to its plan. */
public enum Feature {
    VOICE_TRAINING,
    CONTENT_CREATION,
    ANALYTICS,
    REMOTE_EXECUTION,
    API_ACCESS;

    /** As tokens, events and documents spell it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Feature of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
