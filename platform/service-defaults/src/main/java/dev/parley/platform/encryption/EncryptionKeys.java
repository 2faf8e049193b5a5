package dev.parley.platform.encryption;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The encryption keys of secrets in the database: the first encrypts, all decrypt.
 *
 * @param byId in the order of the configuration
 */
record EncryptionKeys(Map<String, SecretKey> byId) {

    private static final String VARIABLE = "PARLEY_KEY_ENCRYPTION_KEYS";
    private static final int KEY_BYTES = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /**
     * Parses {@code id:base64,id:base64}, the current key first; each key has 32 bytes, in Base64 of either alphabet
     * (RFC 4648), padded or not.
     *
     * @throws IllegalArgumentException for anything else; its message does not show the keys
     */
    static EncryptionKeys parse(String configured) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (String entry : configured.split(",", -1)) {
            int colon = entry.indexOf(':');
            String id = colon < 0 ? "" : entry.substring(0, colon).strip();
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException(VARIABLE + " has an entry that is not id:key");
            }
            byte[] key = decode(id, entry.substring(colon + 1).strip());
            if (keys.put(id, new SecretKeySpec(key, "AES")) != null) {
                throw new IllegalArgumentException(VARIABLE + " names the key " + id + " twice");
            }
        }
        return new EncryptionKeys(keys);
    }

    private static byte[] decode(String id, String key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(key.replace('-', '+').replace('_', '/'));
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) { // the decoder's message would show a part of the key
            throw new IllegalArgumentException(VARIABLE + ": the key " + id + " is not Base64");
        }
        throw new IllegalArgumentException(VARIABLE + ": the key " + id + " does not have " + KEY_BYTES + " bytes");
    }

    String currentId() {
        return byId.keySet().iterator().next();
    }

    /** Keys that only decrypt. */
    List<String> oldIds() {
        return byId.keySet().stream().skip(1).toList();
    }

    Optional<SecretKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Omits the keys, because this may be logged. */
    @Override
    public String toString() {
        return "EncryptionKeys" + byId.keySet();
    }
}
