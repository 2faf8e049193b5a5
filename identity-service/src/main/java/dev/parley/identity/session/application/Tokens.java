package dev.parley.identity.session.application;

import dev.parley.identity.session.domain.RefreshToken;
import dev.parley.identity.token.AccessToken;

/** The tokens of a session. */
public record Tokens(AccessToken access, RefreshToken refresh) {}
