package dev.parley.identity.session.application;

import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SignOut;
import dev.parley.platform.events.NewEvent;
import java.time.Instant;
import java.util.List;

/** The published form of what happened to sessions. */
public interface SessionMessages {
    List<NewEvent> of(Session session);

    /** That no token of the user counts that was issued before. */
    List<NewEvent> of(SignOut signOut, Instant issuedBefore, Instant now);
}
