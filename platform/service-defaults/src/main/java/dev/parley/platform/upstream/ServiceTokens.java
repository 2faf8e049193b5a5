package dev.parley.platform.upstream;

import dev.parley.platform.ServiceName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * This service's token for calls to other services. It is renewed in the background after half of its lifetime, and
 * kept while identity is unavailable, so that calls between other services still work. A token that another service
 * refuses is discarded. Its lifetime is measured from the request by {@code nanoTime}, so clock skew does not matter.
 */
@ApplicationScoped
public class ServiceTokens {

    private static final Logger LOG = Logger.getLogger(ServiceTokens.class);
    private static final Duration FAILURE_HOLDS = Duration.ofSeconds(1);
    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final Duration BETWEEN_DROPS = Duration.ofSeconds(5);

    private final TokenEndpoint identity;
    private final LongSupplier nanoTime;
    private final String clientId;
    private final Optional<String> secret;
    private final AtomicBoolean renewing = new AtomicBoolean();
    private volatile @Nullable Token current;
    private @Nullable UpstreamUnavailable failure;
    private long failureHoldsUntil;
    private @Nullable Long droppedAt;

    /** Times are values of {@code nanoTime}. */
    private record Token(String value, long renewFrom, long usableUntil) {}

    @Inject
    ServiceTokens(
            @RestClient TokenEndpoint identity,
            ServiceName service,
            @ConfigProperty(name = "parley.client-secret") Optional<String> secret) {
        this(identity, service, secret, System::nanoTime);
    }

    ServiceTokens(TokenEndpoint identity, ServiceName service, Optional<String> secret, LongSupplier nanoTime) {
        this.identity = identity;
        this.nanoTime = nanoTime;
        this.clientId = service.full();
        this.secret = secret;
    }

    /**
     * A valid token; asks identity only when there is none.
     *
     * @throws UpstreamUnavailable when there is none and identity is unavailable
     */
    public String bearer() {
        Token token = current;
        if (token == null || isOver(token.usableUntil)) {
            return fetchOnce().value;
        }
        if (isOver(token.renewFrom) && renewing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("service-token").start(this::renew);
        }
        return token.value;
    }

    /**
     * Callers that wait for one fetch share its result, including a failure: one after the other they would wait for as
     * many timeouts.
     */
    private synchronized Token fetchOnce() {
        Token token = current;
        if (token != null && !isOver(token.usableUntil)) {
            return token;
        }
        if (failure != null && !isOver(failureHoldsUntil)) {
            throw failure;
        }
        try {
            return fetch();
        } catch (UpstreamUnavailable e) {
            failure = e;
            failureHoldsUntil = nanoTime.getAsLong() + FAILURE_HOLDS.toNanos();
            throw e;
        }
    }

    private void renew() {
        try {
            fetch();
        } catch (RuntimeException e) {
            // The current token is valid for as long again; the next call retries.
            LOG.warnf("Service token not renewed, keeping the current one: reason=%s", e.getMessage());
        } finally {
            renewing.set(false);
        }
    }

    private Token fetch() {
        String own = secret.orElseThrow(() -> new IllegalStateException("PARLEY_CLIENT_SECRET is not set"));
        long asked = nanoTime.getAsLong();
        TokenEndpoint.IssuedToken issued =
                Upstream.once("identity-service", () -> identity.issue(new TokenEndpoint.Credentials(clientId, own)));
        Duration life = Duration.ofSeconds(issued.expiresIn());
        Duration margin = MARGIN.compareTo(life.dividedBy(4)) < 0 ? MARGIN : life.dividedBy(4);
        Token token = new Token(
                issued.accessToken(),
                asked + life.dividedBy(2).toNanos(),
                asked + life.minus(margin).toNanos());
        current = token;
        return token;
    }

    /**
     * Discards a token that another service refused with 401: its signing key may be removed, or its session revoked.
     * At most one in five seconds: if a fresh token is refused too, the token is not the reason.
     */
    synchronized void drop(String refused) {
        long now = nanoTime.getAsLong();
        Token token = current;
        boolean again = droppedAt != null && now - droppedAt < BETWEEN_DROPS.toNanos();
        if (token != null && token.value.equals(refused) && !again) {
            LOG.warn("Service token discarded, another service refused it");
            current = null;
            droppedAt = now;
        }
    }

    private boolean isOver(long moment) {
        return nanoTime.getAsLong() - moment >= 0;
    }
}
