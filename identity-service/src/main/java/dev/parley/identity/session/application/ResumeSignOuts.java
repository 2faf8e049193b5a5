package dev.parley.identity.session.application;

import dev.parley.identity.session.domain.SignOutId;
import dev.parley.identity.session.domain.SignOuts;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Resumes sign-outs whose instance has died. */
@ApplicationScoped
class ResumeSignOuts implements RecurringJob<SignOutId> {

    /** Longer than a sign-out takes. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

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
    public List<SignOutId> due(Instant now, int most) {
        return signOuts.openSince(now.minus(TIMEOUT), most);
    }

    @Override
    public void handle(SignOutId id, Instant now) {
        signOuts.find(id).ifPresent(endSessions::resume);
    }
}
