package dev.parley.catalog;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import dev.parley.catalog.category.application.CreateRootCategories;
import dev.parley.catalog.category.domain.Category;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import dev.parley.platform.mongo.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * All migrations of this service, by version. Collections and fields are named as of the time when a migration was
 * written.
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
                new Migration(1, "unique identity, slug and SKUs of products", CatalogMigrations::products),
                new Migration(2, "unique slugs of categories", database -> unique(database, "categories", "slug")),
                // Through the repository, so that events of the roots are published too.
                new Migration(
                        3, "root categories", database -> rootCategories.get().handle()),
                new Migration(
                        10,
                        "index of stock with holds, for recurring jobs",
                        database -> database.getCollection("inventory").createIndex(ascending("reserved"))),
                new Migration(11, "indexes of expiring and unsettled reservations", CatalogMigrations::reservations),
                new Migration(20, "indexes of running imports and of rejected rows", CatalogMigrations::imports),
                // Older code would treat parked holds as absent.
                new Migration(21, "holds beyond a hundred are parked outside the stock document", 21, database -> {}),
                new Migration(
                        22,
                        "index of the warnings of imports",
                        database -> database.getCollection("import_warnings")
                                .createIndex(ascending("importId", "position"))),
                new Migration(23, "kept feeds expire", CatalogMigrations::keptFeeds),
                new Migration(
                        30,
                        "index of products that expect variants",
                        database -> sparse(database, "products", "expectingSince")),
                new Migration(31, "unique names of categories under a parent", CatalogMigrations::categories),
                new Migration(32, "indexes of old slugs and of deleted products", CatalogMigrations::editedProducts),
                new Migration(33, "index of prices by SKU and time", CatalogMigrations::priceHistory),
                new Migration(34, "indexes of products by category", CatalogMigrations::productsByCategory));
    }

    private static void products(MongoDatabase database) {
        List.of("key", "slug", "skus").forEach(field -> unique(database, "products", field));
    }

    private static void editedProducts(MongoDatabase database) {
        database.getCollection("products")
                .createIndex(
                        ascending("oldSlugs"), new IndexOptions().unique(true).sparse(true));
        sparse(database, "products", "deletedAt");
    }

    private static void productsByCategory(MongoDatabase database) {
        database.getCollection("products").createIndex(ascending("category", "status"));
        database.getCollection("products").createIndex(ascending("status", "category"));
        sparse(database, "categories", "productsGoTo");
    }

    private static void priceHistory(MongoDatabase database) {
        database.getCollection("price_history").createIndex(ascending("sku", "at"), new IndexOptions().unique(true));
    }

    private static void categories(MongoDatabase database) {
        var categories = database.getCollection("categories");
        for (Document category : categories.find(exists("identity", false)).into(new ArrayList<>())) {
            String slug = Fields.text(category, "slug");
            String parent = slug.contains("/") ? slug.substring(0, slug.lastIndexOf('/')) : "";
            String identity = parent + ">" + Category.key(Fields.text(category, "name"));
            categories.updateOne(eq("_id", category.get("_id")), set("identity", identity));
        }
        categories.createIndex(
                ascending("identity"), new IndexOptions().unique(true).sparse(true));
    }

    private static void reservations(MongoDatabase database) {
        sparse(database, "reservations", "runsOutAt");
        sparse(database, "reservations", "unsettledSince");
    }

    private static void imports(MongoDatabase database) {
        sparse(database, "imports", "runningHeartbeatAt");
        database.getCollection("import_errors").createIndex(ascending("importId", "row"));
    }

    private static void keptFeeds(MongoDatabase database) {
        database.getCollection("import_feeds").createIndex(ascending("feedId"));
        database.getCollection("import_feeds")
                .createIndex(ascending("expiresAt"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
    }

    private static void unique(MongoDatabase database, String collection, String field) {
        database.getCollection(collection).createIndex(ascending(field), new IndexOptions().unique(true));
    }

    private static void sparse(MongoDatabase database, String collection, String field) {
        database.getCollection(collection).createIndex(ascending(field), new IndexOptions().sparse(true));
    }
}
