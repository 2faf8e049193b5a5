package dev.parley.platform.events;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** The indexes of the collections that every service has. */
final class PlatformMigrations {

    static final List<Migration> ALL = List.of(
            new Migration(1, "idempotency keys expire and are found by caller", database -> {
                var keys = database.getCollection("idempotency_keys");
                keys.createIndex(Indexes.ascending("expiresAt"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
                keys.createIndex(Indexes.ascending("caller"));
            }),
            new Migration(2, "erased_users: what is to be repeated, and what was whose", database -> {
                var tombstones = database.getCollection("erased_users");
                tombstones.createIndex(Indexes.ascending("repeatAt"), new IndexOptions().sparse(true));
                tombstones.createIndex(Indexes.ascending("of"), new IndexOptions().sparse(true));
            }),
            // Older code confirms an account of many guests when their first page is erased.
            new Migration(
                    3, "erased_users: the guests of an account in order, apart from its other things", 3, database -> {
                        var tombstones = database.getCollection("erased_users");
                        tombstones.createIndex(Indexes.ascending("of", "guest", "_id"));
                        for (Document index : tombstones.listIndexes()) {
                            if ("of_1".equals(index.getString("name"))) { // the former one
                                tombstones.dropIndex("of_1");
                            }
                        }
                    }));

    private PlatformMigrations() {}
}
