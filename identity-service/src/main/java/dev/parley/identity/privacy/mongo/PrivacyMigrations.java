package dev.parley.identity.privacy.mongo;

import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

@ApplicationScoped
class PrivacyMigrations implements Migrations {

    /** Where a person is found by a field that no request looks for. */
    private static final Map<String, List<String>> FIELDS = Map.of(
            "users", List.of("purgeAt"),
            "guest_links", List.of("userId"),
            "refresh_tokens", List.of("anonymousId"),
            "sign_outs", List.of("userId"),
            "mails", List.of("userId", "addressKey"),
            "address_proofs", List.of("userId"));

    @Override
    public List<Migration> all() {
        return List.of(
                new Migration(
                        24,
                        "what is to be purged, and what is whose",
                        database -> FIELDS.forEach((collection, fields) ->
                                fields.forEach(field -> sparse(database.getCollection(collection), field)))),
                new Migration(25, "exports: one at a time; what is left to do; removed when they expire", database -> {
                    var exports = database.getCollection(MongoExports.COLLECTION);
                    exports.createIndex(
                            ascending("activeKey"),
                            new IndexOptions().unique(true).sparse(true));
                    sparse(exports, "nextAttemptAt");
                    for (String collection : List.of(MongoExports.COLLECTION, MongoExports.PIECES)) {
                        var documents = database.getCollection(collection);
                        sparse(documents, "userId");
                        documents.createIndex(
                                ascending("expiresAt"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
                    }
                }));
    }

    private static void sparse(MongoCollection<Document> collection, String field) {
        collection.createIndex(ascending(field), new IndexOptions().sparse(true));
    }
}
