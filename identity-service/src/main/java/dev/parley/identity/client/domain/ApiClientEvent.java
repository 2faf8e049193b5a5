package dev.parley.identity.client.domain;

import java.time.Instant;

/** What others hear of an API client. */
public sealed interface ApiClientEvent {

    Instant at();

    /** None of its tokens is good any more, and there will be no further one. */
    record Revoked(Instant at) implements ApiClientEvent {}

    /** None of the tokens that were asked for with the secret is good any more. */
    record SecretRevoked(String secretId, Instant at) implements ApiClientEvent {}
}
