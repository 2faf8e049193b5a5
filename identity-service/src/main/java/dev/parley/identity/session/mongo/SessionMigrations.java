package dev.parley.identity.session.mongo;

import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.model.IndexOptions;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;

@ApplicationScoped
class SessionMigrations implements Migrations {

    /** A day later than they expire: their last events have gone out by then. */
    @Override
    public List<Migration> all() {
        return List.of(new Migration(
                4,
                "refresh_tokens: removed after they have expired",
                database -> database.getCollection(MongoSessions.COLLECTION)
                        .createIndex(ascending("expiresAt"), new IndexOptions().expireAfter(1L, TimeUnit.DAYS))));
    }
}
