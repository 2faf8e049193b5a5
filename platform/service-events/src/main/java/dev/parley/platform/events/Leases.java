package dev.parley.platform.events;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.platform.id.Ids;
import dev.parley.platform.mongo.MongoErrors;
import dev.parley.platform.mongo.RetryingWrites;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.jboss.logging.Logger;

/**
 * Leases, which assign a piece of work to one of several instances. A lease saves work and never guards correctness:
 * after a paused process or a clock jump two instances may work at once, and that must be right too.
 */
@ApplicationScoped
public class Leases {

    private static final Logger LOG = Logger.getLogger(Leases.class);

    private final MongoCollection<Document> leases;
    private final RetryingWrites writes;
    private final Clock clock;
    private final String holder = Ids.next();
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    Leases(MongoDatabase database, RetryingWrites writes, Clock clock) {
        this.leases = database.getCollection("leases");
        this.writes = writes;
        this.clock = clock;
    }

    /** Acquires the lease for the given time, or renews this instance's own; false when another instance holds it. */
    public boolean take(String name, Duration time) {
        Instant now = clock.instant();
        Date until = Date.from(now.plus(time));
        boolean taken = writes.run(() -> leases.updateOne(
                                        and(eq("_id", name), or(eq("holder", holder), lt("until", Date.from(now)))),
                                        combine(set("holder", holder), set("until", until))))
                                .getMatchedCount()
                        == 1
                || insert(new Document("_id", name).append("holder", holder).append("until", until));
        if (taken) {
            held.add(name);
        } else {
            held.remove(name);
        }
        return taken;
    }

    private boolean insert(Document lease) {
        try {
            writes.run(() -> leases.insertOne(lease));
            return true;
        } catch (MongoException e) {
            if (MongoErrors.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Releases the lease, if this instance holds it. */
    public void release(String name) {
        writes.run(() -> leases.deleteOne(and(eq("_id", name), eq("holder", holder))));
        held.remove(name);
    }

    /** Releases all held leases, so that another instance takes over at once and not when they expire. */
    void stop(@Observes @Priority(StopOrder.LEASES) ShutdownEvent event) {
        try {
            held.forEach(this::release);
        } catch (MongoException e) {
            LOG.infof("Leases not released, they expire: reason=%s", e.getMessage());
        }
    }
}
