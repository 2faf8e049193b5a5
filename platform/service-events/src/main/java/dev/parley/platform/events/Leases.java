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
 * Who of several instances does a piece of work. A lease saves work and never guards correctness: a paused process or a
 * clock that jumps makes two of them work at once, and that must be right too.
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

    /** Takes the lease for so long, or renews this instance's own; false when another instance has it. */
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

    /** Gives the lease back, if this instance has it. */
    public void release(String name) {
        writes.run(() -> leases.deleteOne(and(eq("_id", name), eq("holder", holder))));
        held.remove(name);
    }

    /** Gives back what is held, so that another instance goes on at once and not when the leases run out. */
    void stop(@Observes @Priority(StopOrder.LEASES) ShutdownEvent event) {
        try {
            held.forEach(this::release);
        } catch (MongoException e) {
            LOG.infof("Leases not given back, they run out: %s", e.getMessage());
        }
    }
}
