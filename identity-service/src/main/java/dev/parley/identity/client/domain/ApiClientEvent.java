package dev.parley.identity.client.domain;

import java.time.Instant;

/** An event of an API client. */
public sealed interface ApiClientEvent {

    Instant at();

    /** All its tokens are revoked, and it gets no new ones. */
    record Revoked(Instant at) implements ApiClientEvent {}

    /** The tokens that were requested with the secret are revoked. */
    record SecretRevoked(String secretId, Instant at) implements ApiClientEvent {}
}
