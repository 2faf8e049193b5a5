package dev.parley.platform.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Starts every broadcast consumer, and reports whether all have read what was there at the start. */
@Readiness
@ApplicationScoped
class Broadcasts implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(Broadcasts.class);

    private final Events events;
    private final MeterRegistry metrics;
    private final TopicOwners owners;
    private final List<BroadcastRunner> runners;

    Broadcasts(
            @All List<BroadcastConsumer> consumers,
            Events events,
            MeterRegistry metrics,
            TopicOwners owners,
            KafkaSettings settings) {
        this.events = events;
        this.metrics = metrics;
        this.owners = owners;
        this.runners = consumers.stream()
                .map(consumer -> new BroadcastRunner(consumer, settings, this::handle))
                .toList();
    }

    void start(@Observes @Priority(StartOrder.CONSUMERS) StartupEvent event) {
        runners.forEach(BroadcastRunner::start);
    }

    private void handle(BroadcastConsumer consumer, ConsumerRecord<String, byte[]> record) {
        String what = "broadcast " + record.topic() + "-" + record.partition() + "@" + record.offset();
        try {
            owners.check(record);
        } catch (TopicOwners.WrongSource refused) {
            skip(record, refused);
            return;
        }
        events.attempt(what, () -> consumer.on(record)).ifPresent(failure -> skip(record, failure));
    }

    private void skip(ConsumerRecord<String, byte[]> record, Throwable failure) {
        LOG.errorf(
                failure,
                "Broadcast event skipped: topic=%s partition=%d offset=%d",
                record.topic(),
                record.partition(),
                record.offset());
        metrics.counter("broadcast.skipped", "topic", record.topic(), "reason", DeadLetters.reason(failure))
                .increment();
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("broadcasts");
        runners.forEach(runner -> response.withData(runner.topic(), runner.caughtUp() ? "heard" : "catching up"));
        return response.status(runners.stream().allMatch(runner -> runner.caughtUp() || !runner.delaysReadiness()))
                .build();
    }

    void stop(@Observes ShutdownEvent event) {
        runners.parallelStream().forEach(BroadcastRunner::stop);
    }
}
