package dev.parley.identity.user.domain;

/** What an account is subscribed to. */
public enum Plan {
    FREE,
    BASIC,
    PREMIUM,
    ENTERPRISE
}
