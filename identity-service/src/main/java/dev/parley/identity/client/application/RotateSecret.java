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

/** Rotates the secret of an API client. */
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
     * @param atOnce whether the earlier secrets expire now and the tokens requested with them are revoked
     * @throws dev.parley.identity.client.domain.ApiClientProblem when the client is revoked or expired, or too many
     *     secrets are valid
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
        LOG.infof("API client secret rotated: clientId=%s atOnce=%s", id, atOnce);
        return new Issued(client, secret);
    }

    /**
     * Other instances refuse the tokens when they receive the event; the one that handled the request does at once,
     * also without Kafka.
     */
    private void refuse(ApiClientEvent event) {
        if (event instanceof ApiClientEvent.SecretRevoked secret) {
            revoked.addFamily(secret.secretId(), secret.at().plus(AccessTokens.LIFE));
        }
    }
}
