package dev.parley.identity.client.application;

import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.ApiClientId;
import dev.parley.identity.client.domain.ApiClients;
import dev.parley.identity.token.AccessTokens;
import dev.parley.platform.WireName;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.RevokedTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Revokes an API client: it gets no more tokens, and every service refuses its existing ones within a second. */
@ApplicationScoped
public class RevokeApiClient {

    /**
     * Covers a token that another instance is signing at this moment, and clock skew; a revoked client gets no later
     * tokens that this could affect.
     */
    public static final Duration MARGIN = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(RevokeApiClient.class);

    private final ApiClients clients;
    private final RevokedTokens revoked;
    private final AdminActions adminActions;
    private final Clock clock;

    RevokeApiClient(ApiClients clients, RevokedTokens revoked, AdminActions adminActions, Clock clock) {
        this.clients = clients;
        this.revoked = revoked;
        this.adminActions = adminActions;
        this.clock = clock;
    }

    /** Idempotent. */
    public void handle(ApiClientId id) {
        ApiClient ended = OptimisticRetry.run(() -> {
            ApiClient client = clients.find(id).orElseThrow(() -> Problems.notFound("API client"));
            Instant now = clock.instant();
            String before = WireName.of(client.status(now));
            client.revoke(now);
            if (client.isChanged()) {
                var record = adminActions
                        .record("api-client.revoked", "api-client", id.value())
                        .changed("status", before, "revoked");
                clients.save(client, record.events());
                LOG.infof("API client revoked: clientId=%s", id);
            }
            return client;
        });
        // Other instances refuse the tokens when they receive the event; this one does at once, also without Kafka.
        Instant issuedBefore = clock.instant().plus(MARGIN);
        revoked.addSubject(ended.id().subject(), issuedBefore, issuedBefore.plus(AccessTokens.LIFE));
    }
}
