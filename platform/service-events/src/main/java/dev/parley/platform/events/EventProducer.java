package dev.parley.platform.events;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The service's one Kafka producer, created at first use so that a service starts without Kafka. */
@ApplicationScoped
class EventProducer implements EventSender {

    /**
     * How long the producer itself retries; an event that failed then stays in its document and is sent again from
     * there.
     */
    private static final int DELIVERY_MILLIS = 15_000;

    private static final int REQUEST_MILLIS = 5_000;
    private static final int METADATA_MILLIS = 3_000;
    private static final int LINGER_MILLIS = 2;
    private static final int LARGEST_EVENT = 1024 * 1024;

    private final KafkaSettings settings;
    private final String service;
    private @Nullable Producer<String, byte[]> producer;

    EventProducer(KafkaSettings settings, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.settings = settings;
        this.service = service;
    }

    @Override
    public CompletableFuture<Void> send(ProducerRecord<String, byte[]> record) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        try {
            producer().send(record, (metadata, failure) -> {
                if (failure == null) {
                    sent.complete(null);
                } else {
                    sent.completeExceptionally(failure);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            if (!(e instanceof RetriableException)) {
                discard();
            }
            sent.completeExceptionally(e);
        }
        return sent;
    }

    /** Whether there is a connection to the broker; true before the first use. */
    synchronized boolean isConnected() {
        return producer == null
                || producer.metrics().values().stream()
                        .filter(metric -> metric.metricName().name().equals("connection-count"))
                        .anyMatch(metric -> metric.metricValue() instanceof Double count && count > 0);
    }

    private synchronized Producer<String, byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    settings.with(Map.of(
                            ProducerConfig.CLIENT_ID_CONFIG, service,
                            ProducerConfig.ACKS_CONFIG, "all",
                            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                            ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd",
                            ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG, METADATA_MILLIS,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS,
                            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_EVENT)),
                    new StringSerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }

    /** A producer that failed for another reason than a timeout may be unusable; the next send creates a new one. */
    private synchronized void discard() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    /** Last of all, because relays and consumers send until they have stopped. */
    synchronized void stop(@Observes @Priority(StopOrder.PRODUCER) ShutdownEvent event) {
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
            producer = null;
        }
    }
}
