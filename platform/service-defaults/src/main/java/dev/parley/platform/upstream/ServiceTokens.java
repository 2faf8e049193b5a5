package dev.parley.platform.upstream;

import dev.parley.platform.ServiceName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The token this service shows to the others. It is renewed in the background from half of its life on, and kept while identity is away, so calls between the
 * others go on.
 */
@ApplicationScoped
public class ServiceTokens {

    private static final Logger LOG = Logger.getLogger(ServiceTokens.class);
    private static final Duration FAILURE_HOLDS = Duration.ofSeconds(1);
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final TokenEndpoint identity;
    private final Clock clock;
    private final String clientId;
    private final Optional<String> secret;
    private final AtomicBoolean renewing = new AtomicBoolean();
    private volatile @Nullable Token current;
    private @Nullable UpstreamUnavailable failure;
    private Instant failureHoldsUntil = Instant.MIN;

    private record Token(String value, Instant renewFrom, Instant usableUntil) {}

    ServiceTokens(
            @RestClient TokenEndpoint identity,
            Clock clock,
            ServiceName service,
            @ConfigProperty(name = "parley.client-secret") Optional<String> secret) {
        this.identity = identity;
        this.clock = clock;
        this.clientId = service.full();
        this.secret = secret;
    }

    /**
     * A valid token; asks identity only when there is none.
     *
     * @throws UpstreamUnavailable there is none and identity is away
     */
    public String bearer() {
        Instant now = clock.instant();
        Token token = current;
        if (token == null || !now.isBefore(token.usableUntil)) {
            return fetchOnce().value;
        }
        if (!now.isBefore(token.renewFrom) && renewing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("service-token").start(this::renew);
        }
        return token.value;
    }

    /** Those who wait for one fetch share what comes of it, a failure too: one after the other they would wait for as many time-outs. */
    private synchronized Token fetchOnce() {
        Instant now = clock.instant();
        Token token = current;
        if (token != null && now.isBefore(token.usableUntil)) {
            return token;
        }
        if (failure != null && now.isBefore(failureHoldsUntil)) {
            throw failure;
        }
        try {
            return fetch();
        } catch (UpstreamUnavailable e) {
            failure = e;
            failureHoldsUntil = clock.instant().plus(FAILURE_HOLDS);
            throw e;
        }
    }

    private void renew() {
        try {
            fetch();
        } catch (RuntimeException e) {
            // The old token lasts as long again; the next call tries once more.
            LOG.warnf("Service token not renewed, keeping the old one reason=%s", e.getMessage());
        } finally {
            renewing.set(false);
        }
    }

    private Token fetch() {
        String own = secret.orElseThrow(() -> new IllegalStateException("PARLEY_CLIENT_SECRET is not set"));
        Instant asked = clock.instant();
        TokenEndpoint.IssuedToken issued =
                Upstream.call("identity-service", () -> identity.issue(new TokenEndpoint.Credentials(clientId, own)));
        Duration life = Duration.ofSeconds(issued.expiresIn());
        Duration margin = MARGIN.compareTo(life.dividedBy(4)) < 0 ? MARGIN : life.dividedBy(4);
        Token token = new Token(
                issued.accessToken(),
                asked.plus(life.dividedBy(2)),
                asked.plus(life).minus(margin));
        current = token;
        return token;
    }
}
