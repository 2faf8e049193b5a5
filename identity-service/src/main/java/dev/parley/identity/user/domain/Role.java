package dev.parley.identity.user.domain;

/** What a person may be; a new account is a {@link #USER}. */
public enum Role {
    USER,
    SALESPERSON,
    MANAGER,
    ADMIN
}
