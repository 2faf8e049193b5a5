package dev.parley.identity.session.domain;

import dev.parley.identity.user.domain.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * That all sessions of a user are to end. It is stored before anything else is, so that it happens although the process
 * dies on the way.
 *
 * @param id a UUIDv7 string
 * @param except the session that goes on
 */
public record SignOut(String id, UserId user, Optional<SessionId> except, Instant at) {}
