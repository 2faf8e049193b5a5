package dev.parley.identity.token;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.type;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.platform.encryption.EncryptedField;
import dev.parley.platform.encryption.Encryption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.types.Binary;

/** The migration that encrypts private keys and secrets that were stored in plaintext. */
public final class EncryptSigningKeys implements Consumer<MongoDatabase> {

    private final Encryption encryption;

    public EncryptSigningKeys(Encryption encryption) {
        this.encryption = encryption;
    }

    @Override
    public void accept(MongoDatabase database) {
        MongoCollection<Document> keys = database.getCollection(StoredKeys.COLLECTION);
        for (String name : List.of(StoredKeys.PRIVATE_KEY, StoredKeys.SECRET)) {
            EncryptedField field = encryption.field(StoredKeys.COLLECTION, name);
            for (Document key : keys.find(type(name, BsonType.BINARY)).into(new ArrayList<>())) {
                String id = key.getString("_id");
                byte[] plain = key.get(name, Binary.class).getData();
                keys.updateOne(eq("_id", id), set(name, field.encrypt(id, plain)));
            }
        }
    }
}
