package dev.parley.identity.client.application;

import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.ApiClientId;
import dev.parley.identity.client.domain.ApiClients;
import dev.parley.identity.client.domain.ClientSecret;
import dev.parley.identity.client.domain.Scope;
import dev.parley.platform.events.AdminActions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Creates an API client with its first secret. */
@ApplicationScoped
public class CreateApiClient {

    private static final Logger LOG = Logger.getLogger(CreateApiClient.class);

    /** @param createdBy the actor, as in {@code Caller.actor()} */
    public record Command(
            ApiClientId id, String name, Set<Scope> scopes, Optional<Instant> expiresAt, String createdBy) {}

    private final ApiClients clients;
    private final AdminActions adminActions;
    private final Clock clock;

    CreateApiClient(ApiClients clients, AdminActions adminActions, Clock clock) {
        this.clients = clients;
        this.adminActions = adminActions;
        this.clock = clock;
    }

    /**
     * @throws dev.parley.identity.client.domain.ApiClientProblem when the name is taken or the expiry is in the past
     */
    public Issued handle(Command command) {
        ClientSecret secret = Issued.newSecret();
        ApiClient client = ApiClient.create(
                command.id(),
                command.name(),
                command.scopes(),
                command.expiresAt(),
                command.createdBy(),
                Issued.newSecretId(),
                secret,
                clock.instant());
        var record = adminActions
                .record("api-client.created", "api-client", client.id().value())
                .changed("name", null, command.name())
                .changed(
                        "scopes",
                        null,
                        command.scopes().stream().map(Scope::wireName).sorted().toList())
                .changed("expiresAt", null, command.expiresAt().orElse(null));
        clients.add(client, record.events());
        LOG.infof("API client created: clientId=%s by=%s", client.id(), command.createdBy());
        return new Issued(client, secret);
    }
}
