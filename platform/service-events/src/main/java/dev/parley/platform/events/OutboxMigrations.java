package dev.parley.platform.events;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** The migrations of a collection with outboxes, the same in every service: a series of its own per collection. */
final class OutboxMigrations {

    private static final String FORMER_LEASE = "outboxLease";

    private OutboxMigrations() {}

    static MigrationRunner.Series of(String collection) {
        return new MigrationRunner.Series(
                "outbox-" + collection + "-",
                List.of(new Migration(
                        1,
                        collection + ": the sweep finds what is due, and what is parked",
                        database -> sweepByNext(database, collection))));
    }

    private static void sweepByNext(MongoDatabase database, String collection) {
        MongoCollection<Document> documents = database.getCollection(collection);
        index(documents, OutboxFields.NEXT);
        index(documents, OutboxFields.PARKED);
        documents.updateMany(
                and(exists(OutboxFields.SINCE), exists(OutboxFields.NEXT, false), exists(OutboxFields.PARKED, false)),
                combine(set(OutboxFields.NEXT, new Date()), unset(FORMER_LEASE)));
        // the former sweep's
        for (Document index : documents.listIndexes()) {
            if (OutboxFields.SINCE.equals(index.getString("name"))) {
                documents.dropIndex(OutboxFields.SINCE);
            }
        }
    }

    private static void index(MongoCollection<Document> documents, String field) {
        documents.createIndex(
                Indexes.ascending(field), new IndexOptions().sparse(true).name(field));
    }
}
