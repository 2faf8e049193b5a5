package dev.parley.platform.events;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reports what consumers are retrying. It never makes the instance unready: requests may well work, and if every
 * instance became unready together with an unavailable service, the outage would spread.
 */
@Readiness
@ApplicationScoped
class ConsumersReadiness implements HealthCheck {

    private final Events events;

    ConsumersReadiness(Events events) {
        this.events = events;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("consumers").up().withData("waiting", events.waitingCount());
        int index = 1;
        for (String waiting : events.waiting()) {
            response.withData("waiting." + index++, waiting);
        }
        return response.build();
    }
}
