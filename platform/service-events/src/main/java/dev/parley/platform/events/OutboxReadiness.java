package dev.parley.platform.events;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Requests go on while Kafka is away; only when events have been waiting very long does this instance ask for none. */
@Readiness
@ApplicationScoped
class OutboxReadiness implements HealthCheck {

    private static final Duration TOO_LONG = Duration.ofMinutes(5);

    private final Outboxes outboxes;

    OutboxReadiness(Outboxes outboxes) {
        this.outboxes = outboxes;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("outbox");
        boolean up = true;
        for (var oldest : outboxes.oldest().entrySet()) {
            response.withData(
                    oldest.getKey() + ".oldestSeconds", oldest.getValue().toSeconds());
            up &= oldest.getValue().compareTo(TOO_LONG) <= 0;
        }
        return response.status(up).build();
    }
}
