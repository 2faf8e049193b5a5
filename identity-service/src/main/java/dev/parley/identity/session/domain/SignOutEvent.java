package dev.parley.identity.session.domain;

import java.time.Instant;

/** An event of a sign-out. */
public sealed interface SignOutEvent {

    Instant at();

    /** All tokens of the user that were issued before are revoked. */
    record TokensRevoked(Instant issuedBefore, Instant at) implements SignOutEvent {}
}
