package dev.parley.identity.session.kafka;

import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionEvent;
import dev.parley.identity.token.AccessTokens;
import dev.parley.identity.token.TokenRevokedV1;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.WireEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The wire events of sessions, topic {@code identity.tokens}. */
@ApplicationScoped
class SessionWireEvents implements WireEvents<Session> {

    /** Covers a token that is being signed while its session ends, and clock skew. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    @Override
    public List<PendingEvent> of(Session session, String actor) {
        return session.events().stream()
                .map(event -> PendingEvent.of(data(session, event), event.at(), actor))
                .toList();
    }

    private static Object data(Session session, SessionEvent event) {
        return switch (event) {
            case SessionEvent.Revoked revoked ->
                TokenRevokedV1.ofFamily(session.id().value(), lastExpiry(revoked.at()));
        };
    }

    /** When the last token that may be valid at the given moment expires. */
    static Instant lastExpiry(Instant revokedAt) {
        return revokedAt.plus(AccessTokens.LIFE).plus(MARGIN);
    }
}
