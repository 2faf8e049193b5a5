package dev.parley.catalog;

import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import dev.parley.catalog.category.application.CreateRootCategories;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;

/**
 * All migrations of this service, in the order of their versions. They name collections and fields as these were when a
 * migration was written.
 */
@ApplicationScoped
class CatalogMigrations implements Migrations {

    private final Instance<CreateRootCategories> rootCategories;

    CatalogMigrations(Instance<CreateRootCategories> rootCategories) {
        this.rootCategories = rootCategories;
    }

    @Override
    public List<Migration> all() {
        return List.of(
                new Migration(1, "identity, slug and SKUs of products are unique", CatalogMigrations::products),
                new Migration(2, "slugs of categories are unique", database -> unique(database, "categories", "slug")),
                // Through the repository, so that events of the roots are published too.
                new Migration(
                        3, "root categories", database -> rootCategories.get().handle()),
                new Migration(
                        10,
                        "stock that is held, for the sweeper",
                        database -> database.getCollection("inventory").createIndex(ascending("reserved"))),
                new Migration(11, "reservations that run out or wait to be settled", CatalogMigrations::reservations),
                new Migration(20, "imports under way, and the rejected rows of an import", CatalogMigrations::imports),
                // Code before this would take a stock whose holds are parked for one that has none.
                new Migration(21, "holds beyond a hundred are parked outside the stock", 21, database -> {}));
    }

    private static void products(MongoDatabase database) {
        List.of("key", "slug", "skus").forEach(field -> unique(database, "products", field));
    }

    private static void reservations(MongoDatabase database) {
        sparse(database, "reservations", "runsOutAt");
        sparse(database, "reservations", "unsettledSince");
    }

    private static void imports(MongoDatabase database) {
        sparse(database, "imports", "runningHeartbeatAt");
        database.getCollection("import_errors").createIndex(ascending("importId", "row"));
    }

    private static void unique(MongoDatabase database, String collection, String field) {
        database.getCollection(collection).createIndex(ascending(field), new IndexOptions().unique(true));
    }

    private static void sparse(MongoDatabase database, String collection, String field) {
        database.getCollection(collection).createIndex(ascending(field), new IndexOptions().sparse(true));
    }
}
