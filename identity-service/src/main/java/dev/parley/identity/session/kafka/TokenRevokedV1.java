package dev.parley.identity.session.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** These tokens are refused from now on: one ({@code jti}), a family ({@code sid}), or a subject's older ones; none of them is good after {@code expiresAt} anyway. */
@EventType("dev.parley.token.revoked.v1")
record TokenRevokedV1(
        @Nullable String jti,
        @Nullable String sid,
        @Nullable String sub,
        @Nullable Instant issuedBefore,
        Instant expiresAt) {}
