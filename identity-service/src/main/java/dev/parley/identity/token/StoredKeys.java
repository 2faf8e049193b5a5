package dev.parley.identity.token;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.platform.encryption.EncryptedField;
import dev.parley.platform.encryption.Encryption;
import dev.parley.platform.encryption.EncryptionKeyMissing;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.bson.Document;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that all instances of this service share: each created once, by whichever instance is first, and stored
 * encrypted.
 */
@ApplicationScoped
class StoredKeys {

    static final String COLLECTION = "signing_keys";
    static final String PRIVATE_KEY = "privateKey";
    static final String SECRET = "secret";

    private static final Logger LOG = Logger.getLogger(StoredKeys.class);
    private static final String FIRST = "1";
    private static final String KID = "kid";
    private static final String ACTIVE_FROM = "activeFrom";

    private final MongoCollection<Document> keys;
    private final EncryptedField privateKeys;
    private final EncryptedField secrets;
    private final RetryingWrites writes;
    private final Clock clock;

    StoredKeys(MongoDatabase database, Encryption encryption, RetryingWrites writes, Clock clock) {
        this.keys = database.getCollection(COLLECTION);
        this.privateKeys = encryption.field(COLLECTION, PRIVATE_KEY);
        this.secrets = encryption.field(COLLECTION, SECRET);
        this.writes = writes;
        this.clock = clock;
    }

    /**
     * Every signing key; at least one after {@link #makeFirst}. A document that does not decrypt is skipped, so that
     * write access to the database does not suffice to sign tokens.
     *
     * @throws EncryptionKeyMissing when one is encrypted with a key that this instance does not have
     * @throws IllegalStateException when none can be read
     */
    KeyRing ring() {
        List<ScheduledKey> read = new ArrayList<>();
        @Nullable IllegalStateException unreadable = null;
        for (Document document : keys.find(exists(KID)).into(new ArrayList<>())) {
            try {
                read.add(read(document));
            } catch (EncryptionKeyMissing e) { // an incomplete ring would choose another key to sign with
                throw e;
            } catch (IllegalStateException e) {
                unreadable = e;
                LOG.errorf("Signing key skipped: id=%s reason=%s", document.get("_id"), e.getMessage());
            }
        }
        if (read.isEmpty()) {
            throw new IllegalStateException("No signing key can be read", unreadable);
        }
        return new KeyRing(read);
    }

    /** The first key of an installation signs at once: no verifier has cached any keys yet. */
    void makeFirst() {
        if (keys.find(exists(KID)).first() == null) { // it may have been rotated out long ago
            getOrMake(FIRST, () -> write(FIRST, SigningKey.generate()));
        }
    }

    /** Stores the key and returns it, or returns the stored key of the same number. */
    ScheduledKey add(ScheduledKey key) {
        String id = Integer.toString(key.number());
        return read(getOrMake(id, () -> write(id, key.key()).append(ACTIVE_FROM, Date.from(key.activeFrom()))));
    }

    void remove(int number) {
        writes.run(() -> keys.deleteOne(eq("_id", Integer.toString(number))));
    }

    /** The first key has no activation time: it signs since it was created. */
    private ScheduledKey read(Document document) {
        Date activeFrom = document.getDate(ACTIVE_FROM);
        return new ScheduledKey(
                Integer.parseInt(document.getString("_id")),
                SigningKey.read(privateKeys.decrypt(document)),
                (activeFrom == null ? document.getDate("createdAt") : activeFrom).toInstant());
    }

    private Document write(String id, SigningKey key) {
        return new Document(KID, key.id()).append(PRIVATE_KEY, privateKeys.encrypt(id, key.privateBytes()));
    }

    /** The secret stored under the id, created if it is absent; concurrent callers get the same one. */
    byte[] secret(String id, Supplier<byte[]> make) {
        return secrets.decrypt(getOrMake(id, () -> new Document(SECRET, secrets.encrypt(id, make.get()))));
    }

    private Document getOrMake(String id, Supplier<Document> make) {
        Document stored = keys.find(eq("_id", id)).first();
        if (stored != null) {
            return stored;
        }
        Document made = make.get().append("_id", id).append("createdAt", Date.from(clock.instant()));
        writes.insertIfAbsent(keys, made);
        return Objects.requireNonNull(keys.find(eq("_id", id)).first());
    }
}
