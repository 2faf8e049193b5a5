package dev.parley.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** SHA-256 (FIPS 180-4) of texts, as UTF-8, and HMAC (RFC 2104) with it. */
public final class Digests {

    private Digests() {}

    /** 32 bytes. */
    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) { // every Java platform supports it
            throw new IllegalStateException(e);
        }
    }

    /** 32 bytes that only a holder of the key can compute. */
    public static byte[] hmacSha256(String text, SecretKey key) {
        return hmacSha256(text.getBytes(StandardCharsets.UTF_8), key);
    }

    /** {@link #hmacSha256(String, SecretKey)} of bytes. */
    public static byte[] hmacSha256(byte[] message, SecretKey key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) { // every Java platform supports it
            throw new IllegalStateException(e);
        }
    }

    /** 64 lower-case hexadecimal digits. */
    public static String sha256Hex(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }
}
