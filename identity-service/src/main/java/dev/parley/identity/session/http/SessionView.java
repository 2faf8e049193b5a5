package dev.parley.identity.session.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.Sessions;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A session of the caller.
 *
 * @param current whether the request belongs to it
 * @param lastUsedAt when it got its newest tokens
 * @param expiresAt when it expires unless it is used before
 * @param userAgent the client's User-Agent, shortened
 * @param address the IP address from which it was last used
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
