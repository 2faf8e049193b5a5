package dev.parley.identity.client.kafka;

import dev.parley.identity.client.application.RevokeApiClient;
import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.ApiClientEvent;
import dev.parley.identity.token.AccessTokens;
import dev.parley.identity.token.TokenRevokedV1;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.WireEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The wire events of API clients, topic {@code identity.tokens}. */
@ApplicationScoped
class ApiClientWireEvents implements WireEvents<ApiClient> {

    @Override
    public List<PendingEvent> of(ApiClient client, String actor) {
        return client.events().stream()
                .map(event -> PendingEvent.of(data(client, event), event.at(), actor))
                .toList();
    }

    static Object data(ApiClient client, ApiClientEvent event) {
        Instant until = event.at().plus(RevokeApiClient.MARGIN);
        Instant expiresAt = until.plus(AccessTokens.LIFE);
        return switch (event) {
            case ApiClientEvent.Revoked _ ->
                TokenRevokedV1.ofSubject(client.id().subject(), until, expiresAt);
            case ApiClientEvent.SecretRevoked secret -> TokenRevokedV1.ofFamily(secret.secretId(), expiresAt);
        };
    }
}
