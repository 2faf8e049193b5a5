package dev.parley.identity.session.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.events.Expiry;
import dev.parley.platform.mongo.Writes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.conversions.Bson;

/** Removes expired sessions where the database has no TTL of its own. */
@ApplicationScoped
class SessionExpiry implements Expiry {

    private final MongoDatabase database;
    private final Writes writes;

    SessionExpiry(MongoDatabase database, Writes writes) {
        this.database = database;
        this.writes = writes;
    }

    @Override
    public String name() {
        return "expired-sessions";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public int sweep(Instant now) {
        Bson expired = and(lt("expiresAt", Date.from(now.minus(Duration.ofDays(1)))), exists("outboxSince", false));
        return remove(MongoSessions.COLLECTION, expired) + remove(MongoSignOuts.COLLECTION, expired);
    }

    private int remove(String collection, Bson expired) {
        return (int) writes.run(() -> database.getCollection(collection).deleteMany(expired))
                .getDeletedCount();
    }
}
