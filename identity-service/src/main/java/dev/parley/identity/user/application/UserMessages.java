package dev.parley.identity.user.application;

import dev.parley.identity.user.domain.User;
import dev.parley.platform.events.PendingEvent;
import java.util.List;

/** The published form of what happened to an account. */
public interface UserMessages {
    /** @param actor who did it */
    List<PendingEvent> of(User user, String actor);
}
