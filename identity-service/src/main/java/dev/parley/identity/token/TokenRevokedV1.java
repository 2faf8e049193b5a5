package dev.parley.identity.token;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Revoked tokens, which are refused from now on: one ({@code jti}), a family ({@code sid}), or a subject's older ones;
 * all of them expire by {@code expiresAt} anyway.
 */
@EventType("dev.parley.token.revoked.v1")
public record TokenRevokedV1(
        @Nullable String jti,
        @Nullable String sid,
        @Nullable String sub,
        @Nullable Instant issuedBefore,
        Instant expiresAt) {

    /** The tokens of a session, or those requested with one secret of an API client. */
    public static TokenRevokedV1 ofFamily(String sid, Instant expiresAt) {
        return new TokenRevokedV1(null, sid, null, null, expiresAt);
    }

    /** A subject's tokens that were issued before the given moment. */
    public static TokenRevokedV1 ofSubject(String subject, Instant issuedBefore, Instant expiresAt) {
        return new TokenRevokedV1(null, null, subject, issuedBefore, expiresAt);
    }
}
