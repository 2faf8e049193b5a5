package dev.parley.identity.session.application;

import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.Sessions;
import dev.parley.identity.token.AccessTokens;
import dev.parley.platform.events.Conflicts;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.RevokedTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Ends the session the caller's token belongs to: every service refuses its tokens within a second. */
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

    public void handle(Caller caller) {
        caller.family().map(SessionId::new).ifPresent(this::end);
    }

    private void end(SessionId id) {
        Conflicts.retry(() -> {
            Optional<Session> found = sessions.find(id);
            found.ifPresent(session -> {
                session.revoke(clock.instant());
                sessions.save(session);
                LOG.infof("Session ended: sid=%s", id);
            });
            return found;
        });
        // The others hear it by event; the copy that said yes knows already, also with Kafka away.
        revoked.addFamily(id.value(), clock.instant().plus(AccessTokens.LIFE));
    }
}
