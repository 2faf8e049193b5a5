package dev.parley.platform.http;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Down when virtual threads, on which all requests run, have had no CPU time for 10 s: every carrier thread is blocked
 * by a computation, and only a restart helps. A heartbeat on a virtual thread shows it; the check itself runs on a
 * platform thread.
 */
@Liveness
@ApplicationScoped
class VirtualThreadsLiveness implements HealthCheck {

    private static final Duration STALE = Duration.ofSeconds(10);

    private final Duration stale;
    private volatile long lastBeat = System.nanoTime();
    private volatile boolean stopped;

    @Inject
    VirtualThreadsLiveness() {
        this(STALE);
    }

    VirtualThreadsLiveness(Duration stale) {
        this.stale = stale;
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void start() {
        lastBeat = System.nanoTime();
        Thread.ofVirtual().name("heartbeat").start(this::beat);
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }

    private void beat() {
        while (!stopped) {
            lastBeat = System.nanoTime();
            try {
                Thread.sleep(stale.dividedBy(10));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public HealthCheckResponse call() {
        Duration age = Duration.ofNanos(System.nanoTime() - lastBeat);
        return HealthCheckResponse.named("virtual-threads")
                .status(age.compareTo(stale) <= 0)
                .withData("lastBeatMillis", age.toMillis())
                .build();
    }
}
