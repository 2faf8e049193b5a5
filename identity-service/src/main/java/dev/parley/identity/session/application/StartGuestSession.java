package dev.parley.identity.session.application;

import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;

/** Starts a guest session. */
@ApplicationScoped
public class StartGuestSession {

    public record Guest(String anonymousId, Tokens tokens) {}

    private final StartSession startSession;

    StartGuestSession(StartSession startSession) {
        this.startSession = startSession;
    }

    public Guest handle() {
        String anonymousId = Ids.next();
        return new Guest(anonymousId, startSession.ofGuest(anonymousId));
    }
}
