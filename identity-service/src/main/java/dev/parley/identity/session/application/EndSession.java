package dev.parley.identity.session.application;

import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.Sessions;
import dev.parley.platform.events.Conflicts;
import dev.parley.platform.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Ends the session the caller's token belongs to: every service refuses its tokens within a second. */
@ApplicationScoped
public class EndSession {

    private static final Logger LOG = Logger.getLogger(EndSession.class);

    private final Sessions sessions;
    private final Clock clock;

    EndSession(Sessions sessions, Clock clock) {
        this.sessions = sessions;
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
    }
}
