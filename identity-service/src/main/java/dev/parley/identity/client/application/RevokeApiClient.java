package dev.parley.identity.client.application;

import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.ApiClientId;
import dev.parley.identity.client.domain.ApiClients;
import dev.parley.identity.token.AccessTokens;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.RevokedTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Ends an API client: it gets no more tokens, and every service refuses those it has within a second. */
@ApplicationScoped
public class RevokeApiClient {

    /**
     * For a token that another copy is signing at this moment, and for clocks that differ; a revoked client has no
     * later tokens that this could hit.
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

    /** A second time changes nothing. */
    public void handle(ApiClientId id) {
        ApiClient ended = OptimisticRetry.run(() -> {
            ApiClient client = clients.find(id).orElseThrow(() -> Problems.notFound("API client"));
            Instant now = clock.instant();
            String before = client.status(now).name().toLowerCase(Locale.ROOT);
            client.revoke(now);
            if (!client.events().isEmpty()) {
                var record = adminActions
                        .record("api-client.revoked", "api-client", id.value())
                        .changed("status", before, "revoked");
                clients.save(client, record.events());
                LOG.infof("API client revoked: clientId=%s", id);
            }
            return client;
        });
        // The others hear it by event; the copy that said yes knows already, also with Kafka away.
        Instant issuedBefore = clock.instant().plus(MARGIN);
        revoked.addSubject(ended.id().subject(), issuedBefore, issuedBefore.plus(AccessTokens.LIFE));
    }
}
