package dev.parley.platform.privacy;

import dev.parley.platform.events.Expiry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Erases once more what was still under way when a person was erased. */
@ApplicationScoped
class ErasureRepeats implements Expiry {

    private static final int BATCH = 20;

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
    public int sweep(Instant now) {
        List<Person> due = erased.toBeRepeated(now, BATCH);
        due.forEach(erasePerson::repeat);
        return due.size();
    }
}
