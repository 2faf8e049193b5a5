package dev.parley.analytics;

import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoDatabase;
import dev.parley.analytics.rollup.Facts;
import dev.parley.platform.events.Expiry;
import dev.parley.platform.mongo.Writes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Removes expired facts where the database has no TTL of its own. */
@ApplicationScoped
class ForgetFacts implements Expiry {

    private final MongoDatabase database;
    private final Writes writes;

    ForgetFacts(MongoDatabase database, Writes writes) {
        this.database = database;
        this.writes = writes;
    }

    @Override
    public String name() {
        return "expired-facts";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public int sweep(Instant now) {
        long removed = 0;
        for (String collection : AnalyticsMigrations.EXPIRING) {
            removed += writes.run(
                            () -> database.getCollection(collection).deleteMany(lte(Facts.EXPIRES_AT, Date.from(now))))
                    .getDeletedCount();
        }
        return (int) removed;
    }
}
