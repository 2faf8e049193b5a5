package dev.parley.identity.recovery.domain;

import dev.parley.platform.Digests;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What only the reader of a mail knows: 256 bits. It is made of the mail's random seed and the server's secret, so that
 * every try to send the mail makes the same one and it is nowhere stored.
 */
public record MailedToken(String value) {

    private static final int SEED_BYTES = 32;
    private static final String MAILED = "mailed:";

    /** @param seed {@value #SEED_BYTES} random bytes */
    public static MailedToken of(byte[] seed, Purpose purpose, SecretKey serverSecret) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("A mailed token is made of " + SEED_BYTES + " bytes");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(serverSecret);
            mac.update((MAILED + purpose.wireName() + ":").getBytes(StandardCharsets.UTF_8));
            return new MailedToken(Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(seed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that is stored of it. It is random enough for a plain hash. */
    public String hash() {
        return Digests.sha256Hex(value);
    }

    /** Without the secret: this may end in a log. */
    @Override
    public String toString() {
        return "MailedToken[…]";
    }
}
