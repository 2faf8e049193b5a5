package dev.parley.identity.session.domain;

import dev.parley.platform.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * A refresh token: {@code <session id>.<secret>.<tag>}. It names its session, so that a used one is recognized however
 * old it is without storing anything of it; the tag, an HMAC with the server's secret, distinguishes a forged one from
 * a used one.
 */
public record RefreshToken(SessionId sessionId, String value) {

    private static final int SECRET_BYTES = 32;
    private static final int MAX_LENGTH = 160;
    private static final String TAG = "tag:";
    private static final String SUCCESSOR = "successor:";

    /** The first token of a session, made of {@value #SECRET_BYTES} random bytes. */
    public static RefreshToken first(SessionId sessionId, byte[] random, SecretKey serverSecret) {
        if (random.length != SECRET_BYTES) {
            throw new IllegalArgumentException("A refresh token is made of " + SECRET_BYTES + " bytes");
        }
        return of(sessionId, random, serverSecret);
    }

    /** Parses a presented token; empty when this service did not issue it. */
    public static Optional<RefreshToken> parse(String text, SecretKey serverSecret) {
        int first = text.indexOf('.');
        int last = text.lastIndexOf('.');
        if (first < 1 || last == first || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        byte[] tag = encoded(Digests.hmacSha256(TAG + text.substring(0, last), serverSecret))
                .getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(tag, text.substring(last + 1).getBytes(StandardCharsets.UTF_8))
                ? Optional.of(new RefreshToken(new SessionId(text.substring(0, first)), text))
                : Optional.empty();
    }

    /**
     * The next token. It is deterministic, so that a retry gets the same one as the lost response, and it cannot be
     * derived without both the token and the server's secret.
     */
    public RefreshToken successor(SecretKey serverSecret) {
        return of(sessionId, Digests.hmacSha256(SUCCESSOR + value, serverSecret), serverSecret);
    }

    /** The only stored form. The token is random enough for a plain hash. */
    public String hash() {
        return Digests.sha256Hex(value);
    }

    private static RefreshToken of(SessionId sessionId, byte[] secret, SecretKey serverSecret) {
        String text = sessionId.value() + "." + encoded(secret);
        return new RefreshToken(sessionId, text + "." + encoded(Digests.hmacSha256(TAG + text, serverSecret)));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Omits the secret, because this may be logged. */
    @Override
    public String toString() {
        return "RefreshToken[" + sessionId + ".…]";
    }
}
