package dev.parley.platform.events;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.mongo.Writes;
import dev.parley.platform.problem.Problems;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The collections of this service whose documents carry events. Whoever opens one should be made at start ({@code @Startup} on the repository), or what a killed
 * instance left waits for the first request that needs the repository.
 */
@ApplicationScoped
public class Outboxes {

    private final MongoDatabase database;
    private final EventProducer producer;
    private final Writes writes;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final String service;
    private final Map<String, OutboxCollection> collections = new ConcurrentHashMap<>();
    private final Map<String, OutboxRelay> relays = new ConcurrentHashMap<>();

    Outboxes(
            MongoDatabase database,
            EventProducer producer,
            Writes writes,
            Clock clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.database = database;
        this.producer = producer;
        this.writes = writes;
        this.clock = clock;
        this.metrics = metrics;
        this.service = service;
    }

    /**
     * Opens a collection whose events go to {@code topic}, keyed by the document's {@code _id}, but for those that name another ({@link NewEvent#aside}). The same
     * collection again is the same object.
     */
    public OutboxCollection open(String collection, String topic) {
        return collections.computeIfAbsent(collection, name -> open(name, topic, false));
    }

    /**
     * The same for a compacted topic, on which every event carries the whole public state: the newest event of a document is also the last to arrive, also when a
     * slow relay sends an older one once more.
     */
    public OutboxCollection openCompacted(String collection, String topic) {
        return collections.computeIfAbsent(collection, name -> open(name, topic, true));
    }

    /** Opens a collection whose documents have no events of their own, only such as name their topic ({@link NewEvent#aside}). */
    public OutboxCollection open(String collection) {
        return collections.computeIfAbsent(collection, name -> open(name, null, false));
    }

    private OutboxCollection open(String collection, @Nullable String topic, boolean compacted) {
        var documents = database.getCollection(collection);
        OutboxRelay relay = new OutboxRelay(documents, topic, service, compacted, producer, writes, clock);
        relays.put(collection, relay);
        Gauge.builder("outbox.pending", relay, OutboxRelay::pending)
                .description("Documents with events that are still to be sent")
                .tag("collection", collection)
                .register(metrics);
        Gauge.builder("outbox.oldest", relay, r -> r.oldest().toMillis() / 1000.0)
                .description("How long the oldest of them has been waiting")
                .baseUnit("seconds")
                .tag("collection", collection)
                .register(metrics);
        FunctionCounter.builder("outbox.published", relay, OutboxRelay::published)
                .description("Events sent")
                .tag("collection", collection)
                .register(metrics);
        relay.start();
        return new OutboxCollection(documents, relay, writes, clock);
    }

    /**
     * Sends the newest event of every document behind this compacted topic once more, for readers that lost their copy; returns how many when the broker has them.
     *
     * @throws dev.parley.platform.problem.Problem 404 for a topic that is not a compacted one of this service, 503 while the broker is away
     */
    int republish(String topic) {
        List<OutboxRelay> publishers = relays.values().stream()
                .filter(relay -> relay.servesCompacted(topic))
                .toList();
        if (publishers.isEmpty()) {
            throw Problems.notFound("compacted topic of this service");
        }
        try {
            return publishers.stream().mapToInt(OutboxRelay::sendAllAgain).sum();
        } catch (CompletionException e) {
            throw Problems.unavailable("Kafka", Duration.ofSeconds(5));
        }
    }

    /** How long the oldest event of this service has been waiting, by collection. */
    Map<String, Duration> oldest() {
        Map<String, Duration> oldest = new ConcurrentHashMap<>();
        relays.forEach((collection, relay) -> oldest.put(collection, relay.oldest()));
        return oldest;
    }

    void stop(@Observes @Priority(Integer.MAX_VALUE - 1) ShutdownEvent event) {
        relays.values().parallelStream().forEach(OutboxRelay::stop);
    }
}
