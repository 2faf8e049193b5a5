package dev.parley.platform.privacy;

import dev.parley.platform.events.Expiry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Erases once more what was still under way when a person was erased. */
@ApplicationScoped
class ErasureRepeats implements Expiry {

    private static final Logger LOG = Logger.getLogger(ErasureRepeats.class);
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
        due.forEach(person -> repeat(person, now));
        return due.size();
    }

    /** One person who cannot be erased for the moment does not hold up the others. */
    private void repeat(Person person, Instant now) {
        try {
            erasePerson.repeat(person);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Not erased again, tried later: userId=%s", person.userId());
            erased.postpone(person, now);
        }
    }
}
