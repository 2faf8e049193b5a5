package dev.parley.identity.session.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What its bearer shows to get new tokens: {@code <session id>.<secret>}. It names its session, so that a used one is recognised however old it is without
 * anything being kept of it.
 */
public record RefreshToken(SessionId sessionId, String value) {

    private static final int SECRET_BYTES = 32;
    private static final int MAX_LENGTH = 128;

    /** The first of a session, made of {@value #SECRET_BYTES} random bytes. */
    public static RefreshToken first(SessionId sessionId, byte[] random) {
        if (random.length != SECRET_BYTES) {
            throw new IllegalArgumentException("A refresh token is made of " + SECRET_BYTES + " bytes");
        }
        return of(sessionId, random);
    }

    /** Reads what a bearer shows; empty when it is no refresh token of ours. */
    public static Optional<RefreshToken> parse(String text) {
        int dot = text.indexOf('.');
        return dot < 1 || text.length() > MAX_LENGTH
                ? Optional.empty()
                : Optional.of(new RefreshToken(new SessionId(text.substring(0, dot)), text));
    }

    /**
     * The one that follows this one: always the same, so that a repeat of the request gets what the lost answer held, and nobody finds it without both the token
     * and the server's secret.
     */
    public RefreshToken successor(SecretKey serverSecret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(serverSecret);
            return of(sessionId, mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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

    private static RefreshToken of(SessionId sessionId, byte[] secret) {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new RefreshToken(sessionId, sessionId.value() + "." + text);
    }

    /** Without the secret: this may end in a log. */
    @Override
    public String toString() {
        return "RefreshToken[" + sessionId + ".…]";
    }
}
