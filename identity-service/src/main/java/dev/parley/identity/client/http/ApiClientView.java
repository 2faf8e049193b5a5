package dev.parley.identity.client.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.Scope;
import dev.parley.platform.WireName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API client for who looks after it.
 *
 * @param status {@code active}, {@code expired} or {@code revoked}
 * @param secrets those that are good, the newest last: when each was made and, if another has taken its place, ends
 * @param createdBy who made it, such as {@code user:<id>}
 * @param lastUsedAt when it last got a token, to the minute
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiClientView(
        String clientId,
        String name,
        List<String> scopes,
        String status,
        List<SecretView> secrets,
        String createdBy,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    /** What may be known of a secret. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SecretView(Instant createdAt, @Nullable Instant expiresAt) {}

    static ApiClientView from(ApiClient client, Instant now) {
        ApiClient.State state = client.state();
        return new ApiClientView(
                state.id().value(),
                state.name(),
                scopes(state),
                WireName.of(client.status(now)),
                state.secrets().stream()
                        .filter(secret -> secret.isGood(now))
                        .map(secret -> new SecretView(secret.createdAt(), secret.expiresAt()))
                        .toList(),
                state.createdBy(),
                state.createdAt(),
                state.updatedAt(),
                state.expiresAt(),
                state.revokedAt(),
                state.lastUsedAt());
    }

    static List<String> scopes(ApiClient.State client) {
        return client.scopes().stream().map(Scope::wireName).sorted().toList();
    }
}
