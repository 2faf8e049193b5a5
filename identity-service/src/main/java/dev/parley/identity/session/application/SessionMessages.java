package dev.parley.identity.session.application;

import dev.parley.identity.session.domain.Session;
import dev.parley.platform.events.NewEvent;
import java.util.List;

/** The published form of what happened to a session. */
public interface SessionMessages {
    List<NewEvent> of(Session session);
}
