package dev.parley.platform.events;

import com.mongodb.client.MongoDatabase;
import java.util.function.Consumer;

/**
 * One step forward.
 *
 * @param version its number, from 1 on, each used once per service and never again for something else
 * @param description what it does, for whoever reads {@code schema_versions}
 * @param apply does it; it may be interrupted and run again, or run twice at once, so it must be safe to repeat
 */
public record Migration(int version, String description, Consumer<MongoDatabase> apply) {
    public Migration {
        if (version < 1) {
            throw new IllegalArgumentException("Versions begin at 1: " + version);
        }
    }
}
