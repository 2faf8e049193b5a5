package dev.parley.platform;

import java.security.SecureRandom;
import java.util.Base64;

/** Cryptographically secure random bytes, for secrets and tokens. */
public final class RandomBytes {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomBytes() {}

    public static byte[] next(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** As text: Base64url without padding (RFC 4648, section 5). */
    public static String base64Url(int length) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(next(length));
    }
}
