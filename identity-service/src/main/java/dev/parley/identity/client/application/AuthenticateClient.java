package dev.parley.identity.client.application;

import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.ApiClientId;
import dev.parley.identity.client.domain.ApiClients;
import dev.parley.identity.client.domain.ClientSecret;
import dev.parley.platform.id.Ids;
import dev.parley.platform.security.SecurityEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Authenticates an API client by its id and secret. */
@ApplicationScoped
public class AuthenticateClient {

    /** @param secretId the id of the secret that was presented */
    public record Authenticated(ApiClient client, String secretId) {}

    private final ApiClients clients;
    private final SecurityEvents events;
    private final Clock clock;

    AuthenticateClient(ApiClients clients, SecurityEvents events, Clock clock) {
        this.clients = clients;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws TokenRefused {@code invalid_client}, the same for an unknown, a revoked and an expired client and for a
     *     wrong secret
     */
    public Authenticated handle(String clientId, ClientSecret secret) {
        Optional<Authenticated> found = (Ids.isValid(clientId)
                        ? clients.find(new ApiClientId(clientId))
                        : Optional.<ApiClient>empty())
                .flatMap(client -> client.authenticate(secret, clock.instant())
                        .map(shown -> new Authenticated(client, shown.id())));
        if (found.isEmpty()) {
            events.record(SecurityEvents.SIGN_IN_FAILED, Ids.isValid(clientId) ? clientId : null, "client-secret");
        }
        return found.orElseThrow(() ->
                new TokenRefused(TokenRefused.Error.INVALID_CLIENT, "No active API client has this id and secret."));
    }
}
