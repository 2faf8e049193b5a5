package dev.parley.identity.session.kafka;

import dev.parley.identity.session.application.SessionMessages;
import dev.parley.identity.session.domain.Owner;
import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionEvent;
import dev.parley.identity.session.domain.SignOut;
import dev.parley.identity.token.AccessTokens;
import dev.parley.identity.token.TokenRevokedV1;
import dev.parley.platform.events.PendingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Session events on the wire, topic {@code identity.tokens}. */
@ApplicationScoped
class SessionEventMessages implements SessionMessages {

    /** For a token that is being signed while its session ends, and for clocks that differ. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    @Override
    public List<PendingEvent> of(Session session) {
        return session.events().stream()
                .map(event -> PendingEvent.of(data(session, event), event.at(), actor(session.owner())))
                .toList();
    }

    @Override
    public List<PendingEvent> of(SignOut signOut, Instant issuedBefore, Instant now) {
        Object data = TokenRevokedV1.ofSubject(signOut.user().value(), issuedBefore, lastExpiry(now));
        return List.of(PendingEvent.of(data, now, "user:" + signOut.user()));
    }

    private static Object data(Session session, SessionEvent event) {
        return switch (event) {
            case SessionEvent.Revoked revoked ->
                TokenRevokedV1.ofFamily(session.id().value(), lastExpiry(revoked.at()));
        };
    }

    private static Instant lastExpiry(Instant revokedAt) {
        return revokedAt.plus(AccessTokens.LIFE).plus(MARGIN);
    }

    private static String actor(Owner owner) {
        return switch (owner) {
            case Owner.Account(var userId) -> "user:" + userId;
            case Owner.Guest(String anonymousId) -> "guest:" + anonymousId;
        };
    }
}
