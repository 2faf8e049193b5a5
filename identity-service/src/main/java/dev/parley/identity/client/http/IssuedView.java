package dev.parley.identity.client.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.identity.client.application.Issued;
import dev.parley.identity.client.domain.ApiClient;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client and its new secret.
 *
 * @param clientSecret shown this once
 * @param expiresAt when the client ends; absent when it lives until it is revoked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
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

    /** Without the secret: this may end in a log. */
    @Override
    public String toString() {
        return "IssuedView[" + clientId + "]";
    }
}
