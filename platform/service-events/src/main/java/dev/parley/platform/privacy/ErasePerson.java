package dev.parley.platform.privacy;

import dev.parley.platform.security.CurrentCaller;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Erases what this service holds of a person. */
@ApplicationScoped
class ErasePerson {

    private static final Logger LOG = Logger.getLogger(ErasePerson.class);

    private final List<PersonalData> everything;
    private final ErasedUsers erased;
    private final CurrentCaller caller;
    private final Clock clock;

    ErasePerson(@All List<PersonalData> everything, ErasedUsers erased, CurrentCaller caller, Clock clock) {
        this.everything = everything;
        this.erased = erased;
        this.caller = caller;
        this.clock = clock;
    }

    /** From the tombstone to the receipt; a crash anywhere between is made good by doing it again. */
    void handle(Person person) {
        erased.bury(person, clock.instant());
        for (PersonalData data : everything) {
            erased.count(person, data.name(), data.erase(person));
        }
        erased.confirm(person, clock.instant(), caller.get().actor());
        LOG.infof("Erased: userId=%s", person.userId());
    }

    /** For what was still under way the first time. */
    void repeat(Person person) {
        Map<String, Long> counts = new TreeMap<>();
        for (PersonalData data : everything) {
            long many = data.erase(person);
            if (many > 0) {
                counts.put(data.name(), many);
            }
        }
        erased.repeated(person, counts, clock.instant(), caller.get().actor());
        LOG.infof("Erased again: userId=%s found=%d", person.userId(), counts.size());
    }
}
