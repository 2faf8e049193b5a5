package dev.parley.platform.events;

import dev.parley.platform.security.CurrentCaller;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Events that belong to no aggregate (searches, product views): buffered, sent a few times a second. The buffer is lost
 * at a hard kill, and events that do not fit while Kafka is unavailable are dropped and counted in
 * {@code telemetry_dropped_total}.
 */
@ApplicationScoped
public class Telemetry {

    private static final int CAPACITY = 10_000;
    private static final Duration EVERY = Duration.ofMillis(200);

    private final BlockingQueue<ProducerRecord<String, byte[]>> buffer = new ArrayBlockingQueue<>(CAPACITY);
    private final EventProducer producer;
    private final CurrentCaller caller;
    private final Clock clock;
    private final Counter dropped;
    private final String service;
    private @Nullable Loop loop;

    Telemetry(
            EventProducer producer,
            CurrentCaller caller,
            Clock clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.producer = producer;
        this.caller = caller;
        this.clock = clock;
        this.dropped = metrics.counter("telemetry.dropped");
        this.service = service;
    }

    /** Enqueues a record with {@link EventType}; never blocks, never fails. */
    public void send(String topic, String key, Object data) {
        StoredEvent event = StoredEvent.of(
                PendingEvent.of(data, clock.instant(), caller.get().actor()));
        if (!buffer.offer(CloudEvents.record(topic, key, service, event))) {
            dropped.increment();
        }
    }

    void start(@Observes @Priority(StartOrder.JOBS) StartupEvent event) {
        loop = Loop.start("telemetry", EVERY, this::flush);
    }

    private void flush() {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        buffer.drainTo(records);
        for (ProducerRecord<String, byte[]> record : records) {
            producer.send(record).whenComplete((sent, failure) -> {
                if (failure != null) {
                    dropped.increment();
                }
            });
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }
}
