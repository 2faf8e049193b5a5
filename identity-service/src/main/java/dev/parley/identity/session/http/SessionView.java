package dev.parley.identity.session.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.Sessions;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody is signed in.
 *
 * @param current whether the request comes from there
 * @param lastUsedAt when it got its newest tokens
 * @param expiresAt when it ends unless it is used before
 * @param userAgent what the client says of itself, shortened
 * @param address where it was last used from
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionView(
        @Schema(examples = "0199d1c0-0000-7000-8000-000000000071")
        String id,

        boolean current,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt,

        @Schema(examples = "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0") @Nullable
        String userAgent,

        @Schema(examples = "203.0.113.7") @Nullable String address) {

    static SessionView from(Sessions.Summary session, Optional<SessionId> current) {
        return new SessionView(
                session.id().value(),
                current.equals(Optional.of(session.id())),
                session.startedAt(),
                session.lastUsedAt(),
                session.expiresAt(),
                session.device().userAgent(),
                session.device().address());
    }
}
