package dev.parley.identity.session.application;

import dev.parley.identity.user.domain.User;

/** A person with a new session. */
public record SignedIn(User user, Tokens tokens) {}
