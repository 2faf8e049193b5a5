package dev.parley.platform.mongo;

import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reports whether the database was reachable at the last heartbeat of the driver. It never makes the instance unready:
 * all instances share the database, so all of them would be taken out of service; their responses are 503 with
 * {@code Retry-After} meanwhile.
 */
@Readiness
@ApplicationScoped
class MongoReadiness implements HealthCheck {

    private final MongoClient client;

    MongoReadiness(MongoClient client) {
        this.client = client;
    }

    void start(@Observes StartupEvent event, MeterRegistry metrics) {
        Gauge.builder("mongodb.reachable", () -> isReachable() ? 1 : 0)
                .description("Whether the database was reachable at the last heartbeat")
                .register(metrics);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("mongodb")
                .up()
                .withData("reachable", isReachable())
                .build();
    }

    private boolean isReachable() {
        return client.getClusterDescription().hasReadableServer(ReadPreference.primaryPreferred());
    }
}
