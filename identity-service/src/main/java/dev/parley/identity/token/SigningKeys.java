package dev.parley.identity.token;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys of this service, cached in memory: verifying a token costs neither a query nor a call, whatever key it
 * names. They are read again every {@link #READ_EVERY}, which is much less than the time a new key is published before
 * it signs.
 */
@ApplicationScoped
class SigningKeys {

    static final Duration READ_EVERY = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    /** After the migrations, which begin at 100. */
    private static final int START = 140;

    private final StoredKeys stored;
    private final Clock clock;
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("signing-keys").factory());
    private volatile @Nullable KeyRing ring;

    SigningKeys(StoredKeys stored, Clock clock) {
        this.stored = stored;
        this.clock = clock;
    }

    void start(@Observes @Priority(START) StartupEvent event) {
        stored.makeFirst();
        read();
        reader.scheduleWithFixedDelay(
                this::readAgain, READ_EVERY.toMillis(), READ_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        reader.shutdownNow();
    }

    /** The stored keys, read now. */
    KeyRing read() {
        KeyRing read = stored.ring();
        ring = read;
        return read;
    }

    private void readAgain() {
        try {
            read();
        } catch (RuntimeException e) { // otherwise the recurring read would stop
            LOG.warnf("Signing keys not read, using the cached ones: reason=%s", e.getMessage());
        }
    }

    /** The key that signs. */
    SigningKey current() {
        return ring().signer(clock.instant()).key();
    }

    Optional<SigningKey> find(@Nullable String id) {
        return ring().find(id, clock.instant());
    }

    /** Every key that verifies tokens, now or soon. */
    List<SigningKey> published() {
        return ring().published(clock.instant()).stream().map(ScheduledKey::key).toList();
    }

    private KeyRing ring() {
        return Objects.requireNonNull(ring, "read at start");
    }
}
