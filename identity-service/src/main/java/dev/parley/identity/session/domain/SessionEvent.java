package dev.parley.identity.session.domain;

import java.time.Instant;

/** An event of a session. */
public sealed interface SessionEvent {

    Instant at();

    record Revoked(Instant at) implements SessionEvent {}
}
