package dev.parley.platform.encryption;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import dev.parley.platform.encryption.Encryption.Encrypted;
import dev.parley.platform.mongo.RetryingWrites;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * A field that is stored encrypted, as {@code {keyId, nonce, bytes}}. The {@code _id} of its document must be a string
 * that never changes.
 */
public final class EncryptedField {

    private static final String KEY_ID = "keyId";

    private final Place place;
    private final Encryption encryption;

    record Place(String collection, String name) {}

    EncryptedField(Place place, Encryption encryption) {
        this.place = place;
        this.encryption = encryption;
    }

    /**
     * Encrypts the field's value for the document {@code id}, with the current key.
     *
     * @throws IllegalStateException when no key is configured
     */
    public Document encrypt(String id, byte[] plain) {
        Encrypted encrypted = encryption.encrypt(plain, authenticated(id));
        return new Document(KEY_ID, encrypted.keyId())
                .append("nonce", new Binary(encrypted.nonce()))
                .append("bytes", new Binary(encrypted.bytes()));
    }

    /**
     * Decrypts the field of the document.
     *
     * @throws IllegalStateException when it was tampered with, copied from another document or field, or its key is not
     *     configured
     */
    public byte[] decrypt(Document document) {
        if (!(document.get(place.name()) instanceof Document stored)) {
            throw new IllegalStateException("The secret is not stored encrypted");
        }
        return encryption.decrypt(
                new Encrypted(stored.getString(KEY_ID), bytes(stored, "nonce"), bytes(stored, "bytes")),
                authenticated(document.getString("_id")));
    }

    /** Ids of documents whose field is encrypted with one of these keys. */
    public List<String> encryptedWith(MongoDatabase database, List<String> keyIds, int limit) {
        return database.getCollection(place.collection())
                .find(in(place.name() + "." + KEY_ID, keyIds))
                .projection(Projections.include("_id"))
                .limit(limit)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    /** Encrypts the field of this document again with the current key, unless it changed meanwhile. */
    public void encryptAgain(MongoDatabase database, RetryingWrites writes, String id) {
        var documents = database.getCollection(place.collection());
        Document document = documents
                .find(eq("_id", id))
                .projection(Projections.include(place.name()))
                .first();
        if (document != null && document.containsKey(place.name())) {
            Document again = encrypt(id, decrypt(document));
            writes.run(() -> documents.updateOne(
                    and(eq("_id", id), eq(place.name(), document.get(place.name()))), set(place.name(), again)));
        }
    }

    @Override
    public String toString() {
        return place.collection() + "." + place.name();
    }

    private byte[] authenticated(String id) {
        return (place.collection() + "/" + place.name() + "/" + id).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Document stored, String field) {
        return stored.get(field, Binary.class).getData();
    }
}
