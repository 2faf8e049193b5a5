package dev.parley.platform.events;

import com.mongodb.client.MongoDatabase;
import java.util.function.Consumer;

/**
 * One step forward. During a rolling update, and after a rollback, older code runs on the newer database: a change that
 * it cannot live with is made in two releases (add first, remove when no code needs the old shape), and the second
 * states from which schema on code can live with it.
 *
 * @param version its number, from 1 on, each used once per service and never again for something else
 * @param description what it does, for whoever reads {@code schema_versions}
 * @param oldestCode the schema version of the oldest code that can live with it: code whose newest migration is older
 *     refuses to start; 0 when any can, as with an index that is added
 * @param apply does it; it may be interrupted and run again, or run twice at once, so it must be safe to repeat
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

    /** One that any code can live with. */
    public Migration(int version, String description, Consumer<MongoDatabase> apply) {
        this(version, description, 0, apply);
    }
}
