package dev.parley.platform.http;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The first steps of a shutdown: the instance is unready at once, serves for {@code quarkus.shutdown.delay} while load
 * balancers notice, and then completes waiting requests. The rest (running requests, outboxes, leases) follows Quarkus'
 * {@code ShutdownEvent}.
 */
@ApplicationScoped
public class Drain {

    private final Duration service;
    private final LongSupplier nanoTime;
    private volatile @Nullable Long endsAt;

    @Inject
    Drain(@ConfigProperty(name = "quarkus.shutdown.delay", defaultValue = "0s") Duration service) {
        this(service, System::nanoTime);
    }

    Drain(Duration service, LongSupplier nanoTime) {
        this.service = service;
        this.nanoTime = nanoTime;
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        endsAt = nanoTime.getAsLong() + service.toNanos();
    }

    /** Whether waiting requests are completed now with the current state. */
    public boolean endsWaits() {
        Long end = endsAt;
        return end != null && nanoTime.getAsLong() - end >= 0;
    }
}
