package dev.parley.identity.client.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.ApiClientEvent;
import dev.parley.identity.client.domain.ApiClientId;
import dev.parley.identity.client.domain.ClientSecret;
import dev.parley.identity.client.domain.Scope;
import dev.parley.identity.token.TokenRevokedV1;
import dev.parley.platform.testing.EventSamples;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiClientEventContractTest {

    private static final Instant AT = Instant.parse("2026-01-15T10:29:00Z");

    private final ApiClient client = ApiClient.create(
            new ApiClientId("0199d1c0-0000-7000-8000-000000000081"),
            "stock sync",
            Set.of(Scope.INVENTORY_WRITE),
            Optional.empty(),
            "user:somebody",
            "0199d1c0-0000-7000-8000-000000000071",
            ClientSecret.of(new byte[32]),
            AT);

    @Test
    void writesARevokedSecretAsARevokedSession() {
        EventSamples.assertWrites(ApiClientWireEvents.data(
                client, new ApiClientEvent.SecretRevoked("0199d1c0-0000-7000-8000-000000000071", AT)));
    }

    /** The same event by its subject: a little into the future, for tokens that are being signed. */
    @Test
    void writesARevokedClientByItsSubject() {
        assertEquals(
                new TokenRevokedV1(
                        null,
                        null,
                        "client:0199d1c0-0000-7000-8000-000000000081",
                        Instant.parse("2026-01-15T10:30:00Z"),
                        Instant.parse("2026-01-15T10:45:00Z")),
                ApiClientWireEvents.data(client, new ApiClientEvent.Revoked(AT)));
    }
}
