package dev.parley.platform.events;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The indexes of the collections that every service has. */
final class PlatformMigrations {

    static final String IDEMPOTENCY_KEYS = "idempotency_keys";
    static final String EXPIRES_AT = "expiresAt";

    static final List<Migration> ALL = List.of(new Migration(
            1,
            "idempotency keys expire",
            database -> database.getCollection(IDEMPOTENCY_KEYS)
                    .createIndex(Indexes.ascending(EXPIRES_AT), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS))));

    private PlatformMigrations() {}
}
