package dev.parley.identity.session.domain;

import java.time.Instant;

/** An event of a sign-out. */
public sealed interface SignOutEvent {

    Instant at();

    /** No token of the user that was issued before is valid. */
    record TokensRevoked(Instant issuedBefore, Instant at) implements SignOutEvent {}
}
