package dev.parley.identity.user.domain;

/** What plans differ in, and what an account may have in addition to its plan. */
public enum Feature {
    VOICE_TRAINING,
    CONTENT_CREATION,
    ANALYTICS,
    REMOTE_EXECUTION,
    API_ACCESS
}
