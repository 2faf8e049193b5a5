package dev.parley.identity.client.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.Scope;
import dev.parley.platform.WireName;
import dev.parley.platform.openapi.WireEnum;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An API client as administrators see it.
 *
 * @param status {@code active}, {@code expired} or {@code revoked}
 * @param secrets the valid ones, newest last: when each was created and, if it has been rotated, when it expires
 * @param createdBy the actor who created it, such as {@code user:<id>}
 * @param lastUsedAt when it last got a token, to the minute
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(example = """
        {"clientId":"0199d1c0-0000-7000-8000-000000000081","name":"stock sync of the warehouse","scopes":["inventory:write"],"status":"active","secrets":[{"createdAt":"2026-01-15T10:30:00Z"}],"createdBy":"user:0199d1c0-0000-7000-8000-000000000001","createdAt":"2026-01-15T10:30:00Z","updatedAt":"2026-01-15T10:30:00Z"}""")
public record ApiClientView(
        String clientId,
        String name,
        List<String> scopes,
        @WireEnum(ApiClient.Status.class) String status,
        List<SecretView> secrets,
        String createdBy,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    /** A secret without its value. */
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
