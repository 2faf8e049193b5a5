package dev.parley.cart;

import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.bson.Document;

/** The migrations of cart-service. Sparse indexes cover fields that exist only in some states. */
@ApplicationScoped
class CartMigrations implements Migrations {

    @Override
    public List<Migration> all() {
        return List.of(
                new Migration(1, "one current cart per owner, one cart per order", CartMigrations::unique),
                new Migration(2, "indexes of recurring jobs and merges", CartMigrations::searched),
                new Migration(3, "indexes for export and erasure of personal data", CartMigrations::personal));
    }

    private static void unique(MongoDatabase database) {
        MongoCollection<Document> carts = database.getCollection("carts");
        carts.createIndex(
                ascending("activeKey"), new IndexOptions().unique(true).sparse(true));
        carts.createIndex(ascending("orderId"), new IndexOptions().unique(true).sparse(true));
    }

    private static void searched(MongoDatabase database) {
        for (String field : List.of("mergedFrom", "moveTo", "movingSince", "leaseUntil", "expiresAt")) {
            database.getCollection("carts").createIndex(ascending(field), new IndexOptions().sparse(true));
        }
        database.getCollection("product_facts").createIndex(ascending("productId"));
        database.getCollection("guest_links").createIndex(ascending("userId"));
    }

    private static void personal(MongoDatabase database) {
        for (String field : List.of("userId", "anonymousId")) {
            database.getCollection("carts").createIndex(ascending(field), new IndexOptions().sparse(true));
        }
    }
}
