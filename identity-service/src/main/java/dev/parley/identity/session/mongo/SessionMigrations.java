package dev.parley.identity.session.mongo;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;

@ApplicationScoped
class SessionMigrations implements Migrations {

    @Override
    public List<Migration> all() {
        return List.of(
                new Migration(
                        4,
                        "refresh_tokens: removed after they have expired",
                        database -> expire(database, MongoSessions.COLLECTION)),
                new Migration(
                        20,
                        "refresh_tokens: a user's, newest first",
                        database -> database.getCollection(MongoSessions.COLLECTION)
                                .createIndex(compoundIndex(ascending("userId"), descending("_id")))),
                new Migration(21, "sign_outs: what is left to do; removed when done", database -> {
                    database.getCollection(MongoSignOuts.COLLECTION)
                            .createIndex(ascending("openSince"), new IndexOptions().sparse(true));
                    expire(database, MongoSignOuts.COLLECTION);
                }));
    }

    /** A day later: their last events have gone out by then. */
    private static void expire(MongoDatabase database, String collection) {
        database.getCollection(collection)
                .createIndex(ascending("expiresAt"), new IndexOptions().expireAfter(1L, TimeUnit.DAYS));
    }
}
