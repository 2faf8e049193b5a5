package dev.parley.platform.encryption;

import dev.parley.platform.encryption.EncryptedField.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Encrypts secrets for the database (AES-256-GCM, NIST SP 800-38D, a random nonce of 96 bits each). The location of a
 * value is authenticated with it, so a value that was copied to another document or field does not decrypt.
 */
@ApplicationScoped
public class Encryption {

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Optional<EncryptionKeys> keys;
    private final SecureRandom random = new SecureRandom();
    private final Map<Place, EncryptedField> fields = new ConcurrentHashMap<>();

    Encryption(@ConfigProperty(name = "parley.key-encryption-keys") Optional<String> configured) {
        this.keys = configured.map(EncryptionKeys::parse);
    }

    /**
     * An encrypted value, as it is stored.
     *
     * @param keyId the id of its key
     */
    record Encrypted(String keyId, byte[] nonce, byte[] bytes) {}

    /**
     * The encrypted field of a collection's documents; the recurring job {@code reencrypt-secrets} keeps every field
     * that was opened here under the current key.
     *
     * @param name a top-level field
     */
    public EncryptedField field(String collection, String name) {
        return fields.computeIfAbsent(new Place(collection, name), place -> new EncryptedField(place, this));
    }

    /** Every field that was opened. */
    public Collection<EncryptedField> fields() {
        return List.copyOf(fields.values());
    }

    String currentKeyId() {
        return keys().currentId();
    }

    /** Ids of the keys whose values are to be encrypted again; none without configuration. */
    public List<String> oldKeyIds() {
        return keys.map(EncryptionKeys::oldIds).orElse(List.of());
    }

    Encrypted encrypt(byte[] plain, byte[] place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String keyId = currentKeyId();
        try {
            return new Encrypted(
                    keyId,
                    nonce,
                    cipher(Cipher.ENCRYPT_MODE, key(keyId), nonce, place).doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The secret cannot be encrypted", e);
        }
    }

    byte[] decrypt(Encrypted secret, byte[] place) {
        try {
            return cipher(Cipher.DECRYPT_MODE, key(secret.keyId()), secret.nonce(), place)
                    .doFinal(secret.bytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The secret cannot be decrypted: changed, moved, or encrypted with another key of the id "
                            + secret.keyId(),
                    e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place);
        return cipher;
    }

    private SecretKey key(String id) {
        return keys().find(id).orElseThrow(() -> new EncryptionKeyMissing(id));
    }

    private EncryptionKeys keys() {
        return keys.orElseThrow(() -> new IllegalStateException(
                "PARLEY_KEY_ENCRYPTION_KEYS is not set: id:key with a key of 32 bytes in Base64"));
    }
}
