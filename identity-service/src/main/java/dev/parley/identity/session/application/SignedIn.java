package dev.parley.identity.session.application;

import dev.parley.identity.user.domain.User;

/** A user with a new session. */
public record SignedIn(User user, Tokens tokens) {}
