package dev.parley.identity.user.domain;

/** A feature that a plan includes, or that an account has in addition to its plan. */
public enum Feature {
    VOICE_TRAINING,
    CONTENT_CREATION,
    ANALYTICS,
    REMOTE_EXECUTION,
    API_ACCESS
}
