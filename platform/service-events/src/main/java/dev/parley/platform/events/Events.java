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
 * How a consumer method reads a record:
 *
 * <pre>{@code
 * @Incoming("orders") @RunOnVirtualThread
 * public void on(ConsumerRecord<String, byte[]> record) {
 *     events.dispatch(record).when(OrderPlacedV1.class, (event, meta) -> reserveStock.handle(event.orderId(), meta.sequence()));
 * }
 * }</pre>
 *
 * <p>When the method returns, the event has had its effect, is nobody's business here, or is kept as a dead letter; then its offset may be committed.
 */
@ApplicationScoped
public class Events {

    private final Attempts attempts;
    private final DeadLetters deadLetters;
    private final MeterRegistry metrics;
    private final EventScope scope;

    Events(
            EventProducer producer,
            Clock clock,
            MeterRegistry metrics,
            Tracer tracer,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.attempts = new Attempts(clock);
        this.deadLetters = new DeadLetters(producer, service, clock);
        this.metrics = metrics;
        this.scope = new EventScope(tracer);
    }

    /** Begins with a record; what is no event at all becomes a dead letter. */
    public Dispatch dispatch(ConsumerRecord<String, byte[]> record) {
        return new Dispatch(this, record);
    }

    /** Runs a handler for the event until it is done or given up for good. */
    <T> void handle(
            ConsumerRecord<String, byte[]> record, Class<T> type, EventMeta meta, BiConsumer<T, EventMeta> handler) {
        attempts.run(
                        describe(record),
                        () -> scope.run(meta, () -> handler.accept(EventJson.read(record.value(), type), meta)))
                .ifPresent(failure -> giveUp(record, failure));
    }

    /** Keeps the record as a dead letter, however long Kafka is away. */
    void giveUp(ConsumerRecord<String, byte[]> record, Throwable failure) {
        String what = describe(record) + " as a dead letter";
        while (attempts.run(what, () -> deadLetters.keep(record, failure)).isPresent()) {
            // what the broker refuses today it may take after somebody has looked; skipping is not an answer
        }
        metrics.counter("dlq", "topic", record.topic()).increment();
    }

    /** The same retry for those who consume without {@link #dispatch}: empty when done, else what will not pass. */
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

    /** First of all: whoever stops a consumer waits for its thread. */
    void stop(@Observes @Priority(StopOrder.RETRIES) ShutdownEvent event) {
        attempts.stop();
    }
}
