package dev.parley.identity.user.domain;

/** The plan of a subscription. */
public enum Plan {
    FREE,
    BASIC,
    PREMIUM,
    ENTERPRISE
}
