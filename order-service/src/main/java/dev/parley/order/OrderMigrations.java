package dev.parley.order;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.bson.Document;

/**
 * The migrations of order-service. Sparse indexes cover fields that exist only in some states. Payments are found by
 * their {@code _id}.
 */
@ApplicationScoped
class OrderMigrations implements Migrations {

    @Override
    public List<Migration> all() {
        return List.of(
                new Migration(
                        1, "unique order numbers; index of a buyer's orders, newest first", OrderMigrations::people),
                new Migration(2, "indexes of recurring jobs", OrderMigrations::swept),
                new Migration(3, "index of the order ids voided for a buyer", OrderMigrations::voided),
                // Older code cannot read a payment with an unknown outcome.
                new Migration(4, "payments may be pending", 4, database -> {}));
    }

    private static void people(MongoDatabase database) {
        MongoCollection<Document> orders = database.getCollection("orders");
        // sparse: a voided id has no number
        orders.createIndex(
                ascending("orderNumber"), new IndexOptions().unique(true).sparse(true));
        orders.createIndex(compoundIndex(ascending("userId"), descending("_id")));
    }

    private static void swept(MongoDatabase database) {
        MongoCollection<Document> orders = database.getCollection("orders");
        orders.createIndex(ascending("dueAt"), new IndexOptions().sparse(true));
        orders.createIndex(ascending("unsettledSince"), new IndexOptions().sparse(true));
    }

    private static void voided(MongoDatabase database) {
        database.getCollection("orders").createIndex(ascending("voidedFor"), new IndexOptions().sparse(true));
    }
}
