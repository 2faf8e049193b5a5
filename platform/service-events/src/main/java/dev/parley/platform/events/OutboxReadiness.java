package dev.parley.platform.events;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reports the outbox backlog and whether the broker is reachable. It never makes the instance unready: backlog and
 * broker are the same for every instance, so all of them would be taken out of service.
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
