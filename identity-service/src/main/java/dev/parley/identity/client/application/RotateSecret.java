package dev.parley.identity.client.application;

import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.ApiClientEvent;
import dev.parley.identity.client.domain.ApiClientId;
import dev.parley.identity.client.domain.ApiClients;
import dev.parley.identity.client.domain.ClientSecret;
import dev.parley.identity.token.AccessTokens;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.RevokedTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** Gives an API client another secret. */
@ApplicationScoped
public class RotateSecret {

    private static final Logger LOG = Logger.getLogger(RotateSecret.class);

    private final ApiClients clients;
    private final RevokedTokens revoked;
    private final AdminActions adminActions;
    private final Clock clock;

    RotateSecret(ApiClients clients, RevokedTokens revoked, AdminActions adminActions, Clock clock) {
        this.clients = clients;
        this.revoked = revoked;
        this.adminActions = adminActions;
        this.clock = clock;
    }

    /**
     * @param atOnce whether the earlier secrets end now, with the tokens that were asked for with them
     * @throws dev.parley.identity.client.domain.ApiClientProblem when the client has ended, or too many secrets are
     *     good
     */
    public Issued handle(ApiClientId id, boolean atOnce) {
        ClientSecret secret = Issued.newSecret();
        String secretId = Issued.newSecretId();
        ApiClient client = OptimisticRetry.run(() -> {
            ApiClient found = clients.find(id).orElseThrow(() -> Problems.notFound("API client"));
            found.rotate(secretId, secret, atOnce, clock.instant());
            var record = adminActions
                    .record("api-client.secret-rotated", "api-client", id.value())
                    .changed("secret", null, secretId);
            List<ApiClientEvent> events = found.events();
            clients.save(found, record.events());
            events.forEach(this::refuse);
            return found;
        });
        LOG.infof("API client has a new secret: clientId=%s atOnce=%s", id, atOnce);
        return new Issued(client, secret);
    }

    /** Other instances refuse the tokens by the event; the one that has answered does at once, also without Kafka. */
    private void refuse(ApiClientEvent event) {
        if (event instanceof ApiClientEvent.SecretRevoked secret) {
            revoked.addFamily(secret.secretId(), secret.at().plus(AccessTokens.LIFE));
        }
    }
}
