package dev.parley.identity.session.application;

import dev.parley.identity.session.domain.SignOuts;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Ends the sessions that an instance which died was about to end. */
@ApplicationScoped
class ResumeSignOuts implements RecurringJob<String> {

    /** Whoever is at it has finished by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SignOuts signOuts;
    private final EndSessions endSessions;

    ResumeSignOuts(SignOuts signOuts, EndSessions endSessions) {
        this.signOuts = signOuts;
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
    public List<String> due(Instant now, int most) {
        return signOuts.leftSince(now.minus(PATIENCE), most);
    }

    @Override
    public void handle(String signOutId, Instant now) {
        signOuts.find(signOutId).ifPresent(endSessions::finish);
    }
}
