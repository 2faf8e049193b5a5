package dev.parley.platform.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Dispatches the records of a consumer method:
 *
 * <pre>{@code
 * @Incoming("orders") @RunOnVirtualThread
 * public void on(ConsumerRecord<String, byte[]> record) {
 *     events.dispatch(record).when(OrderPlacedV1.class, (event, meta) -> reserveStock.handle(event.orderId(), meta.sequence()));
 * }
 * }</pre>
 *
 * <p>When the method returns, the event has been handled, skipped, or stored as a dead letter; then its offset may be
 * committed.
 */
@ApplicationScoped
public class Events {

    private final Attempts attempts;
    private final DeadLetters deadLetters;
    private final EventScope scope;
    private final TopicOwners owners;

    Events(
            EventProducer producer,
            Clock clock,
            MeterRegistry metrics,
            Tracer tracer,
            TopicOwners owners,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.attempts = new Attempts(clock);
        this.deadLetters = new DeadLetters(producer, service, clock, metrics);
        this.scope = new EventScope(tracer);
        this.owners = owners;
        metrics.gauge("consumer.waiting", attempts, Attempts::waitingCount);
    }

    /**
     * Begins with a record; one that is not an event, or was not published by the owner of its topic, becomes a dead
     * letter.
     */
    public Dispatch dispatch(ConsumerRecord<String, byte[]> record) {
        return new Dispatch(this, record);
    }

    /** Runs a handler for the event until it is done or has failed permanently. */
    <T> void handle(
            ConsumerRecord<String, byte[]> record, Class<T> type, EventMeta meta, BiConsumer<T, EventMeta> handler) {
        attempts.run(
                        describe(record),
                        () -> scope.run(meta, () -> handler.accept(EventJson.read(record.value(), type), meta)))
                .ifPresent(failure -> giveUp(record, failure));
    }

    /** Refuses an event that does not come from the owner of its topic. */
    void checkSource(ConsumerRecord<String, byte[]> record) {
        owners.check(record);
    }

    /**
     * Stores the record as a dead letter, however long the broker is unavailable or refuses it: it is never skipped.
     */
    void giveUp(ConsumerRecord<String, byte[]> record, Throwable failure) {
        attempts.insist(describe(record) + " as a dead letter", () -> deadLetters.keep(record, failure));
    }

    /** The retry for consumers without {@link #dispatch}: empty when done, else the permanent failure. */
    Optional<Throwable> attempt(String what, Runnable effect) {
        return attempts.run(what, effect);
    }

    private static String describe(ConsumerRecord<?, ?> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    List<String> waiting() {
        return attempts.waiting();
    }

    int waitingCount() {
        return attempts.waitingCount();
    }

    /** First of all: stopping a consumer waits for its thread. */
    void stop(@Observes @Priority(StopOrder.RETRIES) ShutdownEvent event) {
        attempts.stop();
    }
}
