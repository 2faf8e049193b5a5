package dev.parley.identity.user.domain;

/** Only an {@link #ACTIVE} account gets tokens. */
public enum UserStatus {
    ACTIVE,
    SUSPENDED,
    DELETED
}
