package dev.parley.identity.client.domain;

import dev.parley.platform.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** What an API client proves itself with. It begins with a mark by which scanners find it where it should not be. */
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

    /** All that is stored of it. It is random enough for a plain hash. */
    public String hash() {
        return Digests.sha256Hex(value);
    }

    /** Whether it is the one the hash was made of; the time it takes tells nothing. */
    boolean matches(String hash) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    /** Without the secret: this may end in a log. */
    @Override
    public String toString() {
        return "ClientSecret[…]";
    }
}
