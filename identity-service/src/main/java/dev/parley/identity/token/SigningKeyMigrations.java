package dev.parley.identity.token;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.type;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.platform.encryption.EncryptedField;
import dev.parley.platform.encryption.Encryption;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.types.Binary;

@ApplicationScoped
class SigningKeyMigrations implements Migrations {

    private final Encryption encryption;

    SigningKeyMigrations(Encryption encryption) {
        this.encryption = encryption;
    }

    @Override
    public List<Migration> all() {
        return List.of(new Migration(
                40,
                "signing_keys: private keys and secrets that were stored in clear are encrypted",
                40,
                this::encrypt));
    }

    private void encrypt(MongoDatabase database) {
        for (String name : List.of(StoredKeys.PRIVATE_KEY, StoredKeys.SECRET)) {
            EncryptedField field = encryption.field(StoredKeys.COLLECTION, name);
            MongoCollection<Document> keys = database.getCollection(StoredKeys.COLLECTION);
            for (Document key : keys.find(type(name, BsonType.BINARY)).into(new ArrayList<>())) {
                String id = key.getString("_id");
                byte[] plain = key.get(name, Binary.class).getData();
                keys.updateOne(eq("_id", id), set(name, field.encrypt(id, plain)));
            }
        }
    }
}
