package dev.parley.identity.token;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.platform.mongo.Storage;
import dev.parley.platform.mongo.Writes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Date;
import java.util.Objects;
import java.util.function.Supplier;
import org.bson.Document;

/** Secrets that every copy of this service must share: each made once, by whichever copy comes first. */
@ApplicationScoped
class StoredKeys {

    private final MongoCollection<Document> keys;
    private final Writes writes;
    private final Clock clock;

    StoredKeys(MongoDatabase database, Writes writes, Clock clock) {
        this.keys = database.getCollection("signing_keys");
        this.writes = writes;
        this.clock = clock;
    }

    /** What is stored under the id. When there is nothing it is made now; of two copies that do so at once both get the same. */
    Document getOrMake(String id, Supplier<Document> make) {
        Document stored = keys.find(eq("_id", id)).first();
        if (stored != null) {
            return stored;
        }
        Document made = make.get().append("_id", id).append("createdAt", Date.from(clock.instant()));
        try {
            writes.run(() -> keys.insertOne(made));
        } catch (MongoException e) {
            if (!Storage.isDuplicateKey(e)) {
                throw e;
            }
        }
        return Objects.requireNonNull(keys.find(eq("_id", id)).first());
    }
}
