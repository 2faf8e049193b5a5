package dev.parley.platform.encryption;

/** A secret is encrypted with a key that this instance is not configured with; another instance may be. */
public final class EncryptionKeyMissing extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    EncryptionKeyMissing(String id) {
        super("PARLEY_KEY_ENCRYPTION_KEYS lacks the key " + id + ", which secrets in the database are encrypted with");
    }
}
