package dev.parley.platform.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;

class EncryptionTest {

    private static final String FIRST = "2026-01:" + key(1);
    private static final String SECOND = "2026-02:" + key(2);
    private static final byte[] SECRET = "a private key".getBytes(UTF_8);

    @Test
    void decryptsWhatItEncrypted() {
        EncryptedField field = encryption(FIRST).field("signing_keys", "privateKey");
        Document document = new Document("_id", "1").append("privateKey", field.encrypt("1", SECRET));

        assertArrayEquals(SECRET, field.decrypt(document));
        assertFalse(document.toJson().contains(Base64.getEncoder().encodeToString(SECRET)));
    }

    @Test
    void encryptsTheSameSecretDifferentlyEachTime() {
        EncryptedField field = encryption(FIRST).field("signing_keys", "privateKey");

        assertNotEquals(field.encrypt("1", SECRET), field.encrypt("1", SECRET));
    }

    @Test
    void refusesAChangedValue() {
        EncryptedField field = encryption(FIRST).field("signing_keys", "privateKey");
        Document stored = field.encrypt("1", SECRET);
        byte[] bytes = stored.get("bytes", Binary.class).getData();
        bytes[0] ^= 1;

        assertUnreadable(
                field, new Document("_id", "1").append("privateKey", stored.append("bytes", new Binary(bytes))));
    }

    @Test
    void refusesAValueOfAnotherDocumentFieldOrCollection() {
        Encryption encryption = encryption(FIRST);
        EncryptedField field = encryption.field("signing_keys", "privateKey");

        assertUnreadable(field, new Document("_id", "2").append("privateKey", field.encrypt("1", SECRET)));
        assertUnreadable(
                field,
                new Document("_id", "1")
                        .append(
                                "privateKey",
                                encryption.field("signing_keys", "secret").encrypt("1", SECRET)));
        assertUnreadable(
                field,
                new Document("_id", "1")
                        .append(
                                "privateKey",
                                encryption.field("others", "privateKey").encrypt("1", SECRET)));
    }

    @Test
    void decryptsWithAnOldKeyAndEncryptsWithTheCurrentOne() {
        Document old = new Document("_id", "1")
                .append(
                        "privateKey",
                        encryption(FIRST).field("keys", "privateKey").encrypt("1", SECRET));

        EncryptedField rotated = encryption(SECOND + "," + FIRST).field("keys", "privateKey");

        assertArrayEquals(SECRET, rotated.decrypt(old));
        assertEquals("2026-02", rotated.encrypt("1", SECRET).getString("keyId"));
    }

    @Test
    void namesTheKeyThatIsMissing() {
        Document old = new Document("_id", "1")
                .append(
                        "privateKey",
                        encryption(FIRST).field("keys", "privateKey").encrypt("1", SECRET));

        Exception refused = assertThrows(
                IllegalStateException.class,
                () -> encryption(SECOND).field("keys", "privateKey").decrypt(old));

        assertTrue(refused.getMessage().contains("PARLEY_KEY_ENCRYPTION_KEYS lacks the key 2026-01"));
    }

    @Test
    void reportsThatNoKeyIsConfigured() {
        EncryptedField field = new Encryption(Optional.empty()).field("keys", "privateKey");

        Exception refused = assertThrows(IllegalStateException.class, () -> field.encrypt("1", SECRET));

        assertTrue(refused.getMessage().contains("PARLEY_KEY_ENCRYPTION_KEYS is not set"));
    }

    @Test
    void refusesConfigurationWithoutShowingKeys() {
        String shortKey = Base64.getEncoder().encodeToString(new byte[16]);
        for (String configured : new String[] {
            key(1), "a:" + shortKey, "a:?" + key(1), FIRST + "," + FIRST, FIRST + ",", ":" + key(1), "a b:" + key(1)
        }) {
            Exception refused =
                    assertThrows(IllegalArgumentException.class, () -> EncryptionKeys.parse(configured), configured);
            assertFalse(refused.getMessage().contains(key(1)), refused.getMessage());
            assertFalse(refused.getMessage().contains(shortKey), refused.getMessage());
        }
        assertFalse(EncryptionKeys.parse(FIRST).toString().contains(key(1)));
    }

    private static void assertUnreadable(EncryptedField field, Document document) {
        assertThrows(IllegalStateException.class, () -> field.decrypt(document));
    }

    private static Encryption encryption(String keys) {
        return new Encryption(Optional.of(keys));
    }

    private static String key(int filling) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) (filling * 77));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }
}
