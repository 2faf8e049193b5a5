package dev.parley.analytics;

import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import dev.parley.analytics.rollup.Facts;
import dev.parley.analytics.rollup.Rollups;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The indexes of this service. */
@ApplicationScoped
class AnalyticsMigrations implements Migrations {

    /** The collections of facts. */
    static final List<String> FACTS = List.of("order_facts", "search_logs", "product_views");

    /** Collections with a TTL: facts, and roll-ups that have an expiry. */
    static final List<String> EXPIRING =
            Stream.concat(FACTS.stream(), Stream.of(Rollups.COLLECTION)).toList();

    @Override
    public List<Migration> all() {
        return List.of(
                new Migration(1, "indexes of facts", AnalyticsMigrations::facts),
                new Migration(2, "indexes of roll-ups", AnalyticsMigrations::rollups),
                new Migration(
                        3,
                        "index of a person's searches; expiry of roll-ups with query text",
                        AnalyticsMigrations::personal));
    }

    private static void facts(MongoDatabase database) {
        for (String collection : FACTS) {
            database.getCollection(collection).createIndex(ascending(Facts.BUCKET), new IndexOptions().sparse(true));
            database.getCollection(collection)
                    .createIndex(ascending(Facts.EXPIRES_AT), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
        }
    }

    private static void personal(MongoDatabase database) {
        database.getCollection("search_logs").createIndex(ascending("asker"), new IndexOptions().sparse(true));
        database.getCollection(Rollups.COLLECTION)
                .createIndex(ascending(Facts.EXPIRES_AT), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
    }

    private static void rollups(MongoDatabase database) {
        database.getCollection(Rollups.COLLECTION).createIndex(ascending(Rollups.KIND, Rollups.FROM));
        database.getCollection(Rollups.COLLECTION)
                .createIndex(ascending(Rollups.STALE), new IndexOptions().sparse(true));
    }
}
