package dev.parley.identity.client.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.identity.client.application.Issued;
import dev.parley.identity.client.domain.ApiClient;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A client and its new secret.
 *
 * @param clientSecret shown only once
 * @param expiresAt when the client expires; absent when it is valid until it is revoked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(example = """
        {"clientId":"0199d1c0-0000-7000-8000-000000000081","clientSecret":"c2hvd24gb25jZSwga2VlcCBpdA","name":"stock sync of the warehouse","scopes":["inventory:write"],"createdAt":"2026-01-15T10:30:00Z"}""")
public record IssuedView(
        String clientId,
        String clientSecret,
        String name,
        List<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    static IssuedView from(Issued issued) {
        ApiClient.State client = issued.client().state();
        return new IssuedView(
                client.id().value(),
                issued.secret().value(),
                client.name(),
                ApiClientView.scopes(client),
                client.createdAt(),
                client.expiresAt());
    }

    /** Omits the secret, because this may be logged. */
    @Override
    public String toString() {
        return "IssuedView[" + clientId + "]";
    }
}
