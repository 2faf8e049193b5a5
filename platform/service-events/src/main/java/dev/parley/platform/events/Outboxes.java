package dev.parley.platform.events;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.mongo.RetryingWrites;
import dev.parley.platform.problem.Problems;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The collections of this service with outboxes. A repository that opens one must be created at startup
 * ({@code @Startup}), otherwise the events of a killed instance wait for the first request that needs the repository.
 */
@ApplicationScoped
public class Outboxes {

    private final MongoDatabase database;
    private final EventSender sender;
    private final MigrationRunner migrations;
    private final RetryingWrites writes;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final String service;
    private final Map<String, OutboxCollection> collections = new ConcurrentHashMap<>();
    private final Map<String, OutboxRelay> relays = new ConcurrentHashMap<>();

    Outboxes(
            MongoDatabase database,
            EventProducer producer,
            MigrationRunner migrations,
            RetryingWrites writes,
            Clock clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.database = database;
        this.sender = new RefusedTopics(producer, producer::isConnected);
        this.migrations = migrations;
        this.writes = writes;
        this.clock = clock;
        this.metrics = metrics;
        this.service = service;
    }

    /**
     * Opens a collection whose events go to {@code topic}, keyed by the document's {@code _id}, except those routed to
     * another topic ({@link PendingEvent#routedTo}). The same collection is opened once.
     */
    public OutboxCollection open(String collection, String topic) {
        return collections.computeIfAbsent(collection, name -> open(name, topic, false));
    }

    /**
     * As {@link #open(String, String)} for a compacted topic, on which every event carries the whole public state: the
     * newest event of a document is also the last to arrive, even when a slow relay sends an older one again.
     */
    public OutboxCollection openCompacted(String collection, String topic) {
        return collections.computeIfAbsent(collection, name -> open(name, topic, true));
    }

    /**
     * Opens a collection whose documents have no events of their own, only routed ones ({@link PendingEvent#routedTo}).
     */
    public OutboxCollection open(String collection) {
        return collections.computeIfAbsent(collection, name -> open(name, null, false));
    }

    private OutboxCollection open(String collection, @Nullable String topic, boolean compacted) {
        migrations.run(OutboxMigrations.of(collection));
        var documents = database.getCollection(collection);
        OutboxRelay relay = new OutboxRelay(documents, topic, service, compacted, sender, writes, clock);
        relays.put(collection, relay);
        gauge("outbox.pending", "Documents with events that are still to be sent", relay, OutboxBacklog::pending);
        gauge(
                "outbox.oldest.seconds",
                "How long the oldest of them has been waiting",
                relay,
                OutboxBacklog::oldestSeconds);
        gauge("outbox.parked", "Documents whose next event can never be sent as it is", relay, OutboxBacklog::parked);
        FunctionCounter.builder("outbox.published", relay, OutboxRelay::published)
                .description("Events sent")
                .tag("collection", collection)
                .register(metrics);
        relay.start();
        return new OutboxCollection(documents, relay, writes, clock);
    }

    private void gauge(String name, String description, OutboxRelay relay, ToDoubleFunction<OutboxBacklog> value) {
        Gauge.builder(name, relay.backlog(), value)
                .description(description)
                .tag("collection", relay.collection())
                .register(metrics);
    }

    /**
     * Requests a resend of the newest event of every document behind this compacted topic, for readers that lost their
     * copy; returns their number. They are sent in the background, as soon as the broker is available.
     *
     * @throws dev.parley.platform.problem.Problem 404 for a topic that is not a compacted one of this service
     */
    long republish(String topic) {
        List<OutboxRelay> publishers = relays.values().stream()
                .filter(relay -> relay.servesCompacted(topic))
                .toList();
        if (publishers.isEmpty()) {
            throw Problems.notFound("compacted topic of this service");
        }
        return publishers.stream().mapToLong(OutboxRelay::resendAll).sum();
    }

    /** The backlogs, by collection. */
    Map<String, OutboxBacklog> backlogs() {
        return relays.values().stream().collect(Collectors.toMap(OutboxRelay::collection, OutboxRelay::backlog));
    }

    void stop(@Observes @Priority(StopOrder.OUTBOXES) ShutdownEvent event) {
        relays.values().parallelStream().forEach(OutboxRelay::stop);
    }
}
