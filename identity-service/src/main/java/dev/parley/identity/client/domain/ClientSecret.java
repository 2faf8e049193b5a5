package dev.parley.identity.client.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

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
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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
