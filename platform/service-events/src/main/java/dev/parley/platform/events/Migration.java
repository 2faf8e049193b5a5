package dev.parley.platform.events;

import com.mongodb.client.MongoDatabase;
import java.util.function.Consumer;

/**
 * One forward migration. During a rolling update, and after a rollback, older code runs on the newer database: a change
 * that is incompatible with it is made in two releases (add first, remove when no code needs the old shape), and the
 * second states the oldest compatible schema version.
 *
 * @param version from 1 on, unique within the service and never reused
 * @param description for readers of {@code schema_versions}
 * @param oldestCode the schema version of the oldest compatible code: code whose newest migration is older refuses to
 *     start; 0 when all code is compatible, as with an added index
 * @param apply the change; it may be interrupted and run again, or run concurrently, so it must be idempotent
 */
public record Migration(int version, String description, int oldestCode, Consumer<MongoDatabase> apply) {
    public Migration {
        if (version < 1) {
            throw new IllegalArgumentException("Versions begin at 1: " + version);
        }
        if (oldestCode < 0 || oldestCode > version) {
            throw new IllegalArgumentException("Code of version " + version + " can live with its own migration");
        }
    }

    /** A migration that is compatible with all code. */
    public Migration(int version, String description, Consumer<MongoDatabase> apply) {
        this(version, description, 0, apply);
    }
}
