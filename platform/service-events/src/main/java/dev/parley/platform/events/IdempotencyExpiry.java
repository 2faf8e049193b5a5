package dev.parley.platform.events;

import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.mongo.Writes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Removes expired idempotency keys where the database has no TTL of its own. */
@ApplicationScoped
class IdempotencyExpiry implements Expiry {

    private final MongoDatabase database;
    private final Writes writes;

    IdempotencyExpiry(MongoDatabase database, Writes writes) {
        this.database = database;
        this.writes = writes;
    }

    @Override
    public String name() {
        return "idempotency-keys";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public int sweep(Instant now) {
        return (int) writes.run(() -> database.getCollection(PlatformMigrations.IDEMPOTENCY_KEYS)
                        .deleteMany(lt(PlatformMigrations.EXPIRES_AT, Date.from(now))))
                .getDeletedCount();
    }
}
