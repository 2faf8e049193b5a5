package dev.parley.identity.session.application;

import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.Sessions;
import dev.parley.identity.user.domain.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Where a user is signed in, newest first. */
@ApplicationScoped
public class FindSessions {

    private final Sessions sessions;

    FindSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    /** @param before only those that were started before this one */
    public List<Session> handle(UserId user, Optional<SessionId> before, int limit) {
        return sessions.ofUser(user, before, limit);
    }
}
