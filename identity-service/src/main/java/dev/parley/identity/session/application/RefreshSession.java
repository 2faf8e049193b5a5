package dev.parley.identity.session.application;

import dev.parley.identity.session.domain.Owner;
import dev.parley.identity.session.domain.RefreshToken;
import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionProblem;
import dev.parley.identity.session.domain.Sessions;
import dev.parley.identity.token.AccessToken;
import dev.parley.identity.token.AccessTokens;
import dev.parley.identity.token.RefreshSecret;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.security.SecurityEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Issues new tokens for a refresh token. */
@ApplicationScoped
public class RefreshSession {

    private static final Logger LOG = Logger.getLogger(RefreshSession.class);

    private final Sessions sessions;
    private final Users users;
    private final AccessTokens accessTokens;
    private final RefreshSecret secret;
    private final CurrentDevice device;
    private final SecurityEvents events;
    private final Clock clock;

    RefreshSession(
            Sessions sessions,
            Users users,
            AccessTokens accessTokens,
            RefreshSecret secret,
            CurrentDevice device,
            SecurityEvents events,
            Clock clock) {
        this.sessions = sessions;
        this.users = users;
        this.accessTokens = accessTokens;
        this.secret = secret;
        this.device = device;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws SessionProblem.InvalidRefreshToken when it is malformed, or its session has ended
     * @throws SessionProblem.RefreshTokenReused when it was used before; this revokes its session
     */
    public Tokens handle(String refreshToken) {
        RefreshToken presented =
                RefreshToken.parse(refreshToken, secret.key()).orElseThrow(SessionProblem.InvalidRefreshToken::new);
        RefreshToken successor = presented.successor(secret.key());
        return OptimisticRetry.run(() -> {
            Session session = sessions.find(presented.sessionId()).orElseThrow(SessionProblem.InvalidRefreshToken::new);
            Session.Refresh outcome = session.refresh(presented, successor, device.get(), clock.instant());
            if (outcome == Session.Refresh.REUSED) {
                sessions.save(session);
                LOG.warnf("Refresh token reused, session ended: sid=%s", session.id());
                events.record(SecurityEvents.TOKEN_REFUSED, session.id().value(), "refresh-token-reused");
                throw new SessionProblem.RefreshTokenReused();
            }
            AccessToken access = accessToken(session);
            if (outcome == Session.Refresh.ROTATED) {
                sessions.save(session);
            }
            return new Tokens(access, successor);
        });
    }

    /** With the current roles and plan. */
    private AccessToken accessToken(Session session) {
        return switch (session.owner()) {
            case Owner.Account(var userId) ->
                users.find(userId)
                        .filter(User::isActive)
                        .map(user -> accessTokens.ofUser(
                                user, session.id().value(), session.state().authenticatedAt()))
                        .orElseThrow(SessionProblem.InvalidRefreshToken::new);
            case Owner.Guest(String anonymousId) ->
                accessTokens.ofGuest(anonymousId, session.id().value());
        };
    }
}
