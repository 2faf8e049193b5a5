package dev.parley.identity.token;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.platform.mongo.Storage;
import dev.parley.platform.mongo.Writes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.bson.Document;

/** Secrets that every copy of this service must share: each made once, by whichever copy comes first. */
@ApplicationScoped
class StoredKeys {

    private static final String FIRST = "1";
    private static final String KID = "kid";
    private static final String ACTIVE_FROM = "activeFrom";

    private final MongoCollection<Document> keys;
    private final Writes writes;
    private final Clock clock;

    StoredKeys(MongoDatabase database, Writes writes, Clock clock) {
        this.keys = database.getCollection("signing_keys");
        this.writes = writes;
        this.clock = clock;
    }

    /** Every key of access tokens; there is one at least after {@link #makeFirst}. */
    KeyRing ring() {
        List<ScheduledKey> read = new ArrayList<>();
        for (Document document : keys.find(exists(KID))) {
            read.add(read(document));
        }
        return new KeyRing(read);
    }

    /** The first key of an installation signs at once: nobody has cached anything yet. */
    void makeFirst() {
        if (keys.find(exists(KID)).first() == null) { // it may have been rotated out long ago
            getOrMake(FIRST, () -> SigningKey.generate().write());
        }
    }

    /** Stores the key unless there is one of that number, which then is the answer. */
    ScheduledKey add(ScheduledKey key) {
        return read(getOrMake(
                Integer.toString(key.number()),
                () -> key.key().write().append(ACTIVE_FROM, Date.from(key.activeFrom()))));
    }

    void remove(ScheduledKey key) {
        writes.run(() -> keys.deleteOne(eq("_id", Integer.toString(key.number()))));
    }

    /** The first key has no beginning of its own: it signs since it was made. */
    private static ScheduledKey read(Document document) {
        Date activeFrom = document.getDate(ACTIVE_FROM);
        return new ScheduledKey(
                Integer.parseInt(document.getString("_id")),
                SigningKey.read(document),
                (activeFrom == null ? document.getDate("createdAt") : activeFrom).toInstant());
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
