package dev.parley.platform.privacy;

import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Repeats erasures, for writes that were in progress during the first one; items are user ids. */
@ApplicationScoped
class ErasureRepeats implements RecurringJob<String> {

    private final ErasedUsers erased;
    private final ErasePerson erasePerson;

    ErasureRepeats(ErasedUsers erased, ErasePerson erasePerson) {
        this.erased = erased;
        this.erasePerson = erasePerson;
    }

    @Override
    public String name() {
        return "erasure-repeats";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public List<String> due(Instant now, int most) {
        return erased.toBeRepeated(now, most);
    }

    @Override
    public void handle(String userId, Instant now) {
        if (erased.isToBeRepeated(userId)) {
            erasePerson.repeat(userId);
        }
    }
}
