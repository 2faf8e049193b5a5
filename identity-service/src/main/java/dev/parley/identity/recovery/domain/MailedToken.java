package dev.parley.identity.recovery.domain;

import dev.parley.platform.Digests;
import dev.parley.platform.WireName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.SecretKey;

/**
 * A secret of 256 bits that proves that its bearer has read a mail. It is derived from the mail's random seed and the
 * server's secret, so that every attempt to send the mail derives the same one and it is never stored.
 */
public record MailedToken(String value) {

    public static final int SEED_BYTES = 32;
    private static final String PREFIX = "mailed:";

    /** @param seed {@value #SEED_BYTES} random bytes */
    public static MailedToken of(byte[] seed, Purpose purpose, SecretKey serverSecret) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("A mailed token is made of " + SEED_BYTES + " bytes");
        }
        byte[] message = concat((PREFIX + WireName.kebab(purpose) + ":").getBytes(StandardCharsets.UTF_8), seed);
        return new MailedToken(
                Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.hmacSha256(message, serverSecret)));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    /** The only stored form. The token is random enough for a plain hash. */
    public String hash() {
        return Digests.sha256Hex(value);
    }

    /** Omits the secret, because this may be logged. */
    @Override
    public String toString() {
        return "MailedToken[…]";
    }
}
