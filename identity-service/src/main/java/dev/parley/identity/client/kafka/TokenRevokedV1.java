package dev.parley.identity.client.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** These tokens are refused from now on: those asked for with one secret ({@code sid}), or all of a client's; none of them is good after {@code expiresAt} anyway. */
@EventType("dev.parley.token.revoked.v1")
record TokenRevokedV1(
        @Nullable String jti,
        @Nullable String sid,
        @Nullable String sub,
        @Nullable Instant issuedBefore,
        Instant expiresAt) {

    static TokenRevokedV1 ofSecret(String secretId, Instant expiresAt) {
        return new TokenRevokedV1(null, secretId, null, null, expiresAt);
    }

    static TokenRevokedV1 ofSubject(String subject, Instant issuedBefore, Instant expiresAt) {
        return new TokenRevokedV1(null, null, subject, issuedBefore, expiresAt);
    }
}
