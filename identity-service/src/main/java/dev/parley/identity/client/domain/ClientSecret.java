package dev.parley.identity.client.domain;

import dev.parley.platform.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** The secret of an API client. It begins with a prefix by which secret scanners recognize a leaked one. */
public record ClientSecret(String value) {

    public static final int RANDOM_BYTES = 32;
    public static final String MARK = "parley_secret_";

    /** A secret made of {@value #RANDOM_BYTES} random bytes. */
    public static ClientSecret of(byte[] random) {
        if (random.length != RANDOM_BYTES) {
            throw new IllegalArgumentException("A client secret is made of " + RANDOM_BYTES + " bytes");
        }
        return new ClientSecret(MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** The only stored form. The secret is random enough for a plain hash. */
    public String hash() {
        return Digests.sha256Hex(value);
    }

    /** Whether the hash is that of this secret, compared in constant time. */
    boolean matches(String hash) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    /** Omits the secret, because this may be logged. */
    @Override
    public String toString() {
        return "ClientSecret[…]";
    }
}
