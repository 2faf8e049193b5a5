package dev.parley.identity.session.application;

import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SignOut;
import dev.parley.platform.events.PendingEvent;
import java.time.Instant;
import java.util.List;

/** The published form of what happened to sessions. */
public interface SessionMessages {
    List<PendingEvent> of(Session session);

    /** That no token of the user counts that was issued before. */
    List<PendingEvent> of(SignOut signOut, Instant issuedBefore, Instant now);
}
