package dev.parley.platform.mongo;

import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.bson.BsonValue;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Times every database command per collection, and logs slow ones by name, without values. (Quarkus adds every listener
 * bean to the client.)
 */
@Singleton
class SlowCommands implements CommandListener {

    private static final Logger LOG = Logger.getLogger("dev.parley.slow-commands");
    // Commands whose first value is the collection; the others have none.
    private static final Set<String> ON_COLLECTIONS = Set.of(
            "find",
            "insert",
            "update",
            "delete",
            "aggregate",
            "count",
            "distinct",
            "findAndModify",
            "findandmodify",
            "createIndexes");

    // Few buckets each: there is a histogram for every pair of command and collection.
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(3)
    };

    private final MeterRegistry metrics;
    private final Duration slow;
    private final Map<Integer, String> collections = new ConcurrentHashMap<>();

    SlowCommands(
            MeterRegistry metrics,
            @ConfigProperty(name = "parley.mongo.slow-command", defaultValue = "PT0.1S") Duration slow) {
        this.metrics = metrics;
        this.slow = slow;
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        String command = event.getCommandName();
        BsonValue target = ON_COLLECTIONS.contains(command)
                ? event.getCommand().get(command)
                : event.getCommand().get("collection");
        if (target != null && target.isString()) {
            collections.put(event.getRequestId(), target.asString().getValue());
        }
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        done(event.getRequestId(), event.getCommandName(), event.getElapsedTime(TimeUnit.NANOSECONDS));
    }

    @Override
    public void commandFailed(CommandFailedEvent event) {
        done(event.getRequestId(), event.getCommandName(), event.getElapsedTime(TimeUnit.NANOSECONDS));
    }

    private void done(int request, String command, long nanos) {
        String named = collections.remove(request);
        String collection = named == null ? "-" : named;
        Timer.builder("parley.mongo.commands")
                .tag("command", command)
                .tag("collection", collection)
                .serviceLevelObjectives(BUCKETS)
                .register(metrics)
                .record(nanos, TimeUnit.NANOSECONDS);
        if (nanos >= slow.toNanos()) {
            LOG.warnf(
                    "Slow database command: command=%s collection=%s millis=%d",
                    command, collection, TimeUnit.NANOSECONDS.toMillis(nanos));
        }
    }
}
