package dev.parley.identity.session.application;

import dev.parley.platform.events.Expiry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Ends the sessions that an instance which died was about to end. */
@ApplicationScoped
class SignOutsLeft implements Expiry {

    /** Whoever is at it has finished by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int BATCH = 100;

    private final EndSessions endSessions;

    SignOutsLeft(EndSessions endSessions) {
        this.endSessions = endSessions;
    }

    @Override
    public String name() {
        return "sign-outs-left";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(15);
    }

    @Override
    public int sweep(Instant now) {
        return endSessions.finish(now.minus(PATIENCE), BATCH);
    }
}
