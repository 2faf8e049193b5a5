package dev.parley.identity.user.domain;

import java.time.Instant;

/** What happened to an account. */
public sealed interface UserEvent {

    Instant at();

    record Registered(Instant at) implements UserEvent {}

    record SignedIn(Instant at) implements UserEvent {}
}
