package dev.parley.identity.session.application;

import dev.parley.identity.session.domain.Owner;
import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.Sessions;
import dev.parley.identity.token.AccessTokens;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.RevokedTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Ends a session: every service refuses its tokens within a second. Idempotent. */
@ApplicationScoped
public class EndSession {

    private static final Logger LOG = Logger.getLogger(EndSession.class);

    private final Sessions sessions;
    private final RevokedTokens revoked;
    private final Clock clock;

    EndSession(Sessions sessions, RevokedTokens revoked, Clock clock) {
        this.sessions = sessions;
        this.revoked = revoked;
        this.clock = clock;
    }

    /** The session the caller's token belongs to. */
    public void handle(Caller caller) {
        caller.family().map(SessionId::new).ifPresent(id -> {
            sessions.find(id).ifPresent(this::end);
            refuse(id);
        });
    }

    /**
     * A session of the user.
     *
     * @throws dev.parley.platform.problem.Problem 404 when it does not exist or is another user's
     */
    public void handle(UserId user, SessionId id) {
        end(sessions.find(id)
                .filter(session -> session.owner().equals(new Owner.Account(user)))
                .orElseThrow(() -> Problems.notFound("session")));
    }

    void end(Session session) {
        Instant now = clock.instant();
        if (!session.hasEnded()) {
            session.revoke(now);
            sessions.saveEnd(session);
            LOG.infof("Session ended: sid=%s", session.id());
        }
        refuse(session.id());
    }

    /** Other instances are told by the event; this one refuses the tokens at once, also while Kafka is unreachable. */
    private void refuse(SessionId id) {
        revoked.addFamily(id.value(), clock.instant().plus(AccessTokens.LIFE));
    }
}
