package dev.parley.identity.user.domain;

/** The roles of a user; a new account is a {@link #USER}. */
public enum Role {
    USER,
    SALESPERSON,
    MANAGER,
    ADMIN
}
