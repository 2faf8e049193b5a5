package dev.parley.platform.events;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows what waits to be sent and whether the broker is reached. It never takes the instance out of service: the
 * backlog and the broker are the same for every instance, so all of them would go.
 */
@Readiness
@ApplicationScoped
class OutboxReadiness implements HealthCheck {

    private final Outboxes outboxes;
    private final EventProducer producer;

    OutboxReadiness(Outboxes outboxes, EventProducer producer) {
        this.outboxes = outboxes;
        this.producer = producer;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("outbox")
                .up()
                .withData("kafka", producer.isConnected() ? "connected" : "away");
        outboxes.backlogs().forEach((collection, backlog) -> {
            response.withData(collection + ".oldestSeconds", backlog.oldest().toSeconds())
                    .withData(collection + ".pending", backlog.pending())
                    .withData(collection + ".parked", backlog.parked());
            int index = 1;
            for (String parked : backlog.firstParked()) {
                response.withData(collection + ".parked." + index++, parked);
            }
        });
        return response.build();
    }
}
