package dev.parley.platform.privacy;

import dev.parley.platform.security.CurrentCaller;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Erases this service's data of a person. */
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

    /**
     * From the tombstones to the receipt, for the guests of one page; after a crash anywhere between, a retry completes
     * it. Pages come in any order, also concurrently: the receipt is written by the one that finds all others done.
     *
     * @param person the account, with the guests of this page
     * @param page from 1
     * @param pages the number of pages
     */
    void handle(Person person, int page, int pages) {
        erased.bury(person, clock.instant());
        for (PersonalData data : everything) {
            erased.count(person, data.name(), data.erase(person));
        }
        erased.done(person, page, pages);
        erased.confirm(person.userId(), clock.instant(), caller.get().actor());
        LOG.infof("Person erased: userId=%s page=%d pages=%d", person.userId(), page, pages);
    }

    /**
     * Repeats the erasure for writes that were in progress during the first one: the account and all its guests, a page
     * at a time.
     */
    void repeat(String userId) {
        Map<String, Long> counts = new TreeMap<>();
        List<String> guests = erased.guestsOf(userId, "");
        erase(new Person(userId, guests), counts);
        while (guests.size() == Person.GUESTS_AT_ONCE) {
            guests = erased.guestsOf(userId, guests.getLast());
            erase(new Person(userId, guests), counts);
        }
        erased.repeated(userId, counts, clock.instant(), caller.get().actor());
        LOG.infof("Person erased again: userId=%s found=%d", userId, counts.size());
    }

    private void erase(Person person, Map<String, Long> counts) {
        for (PersonalData data : everything) {
            long many = data.erase(person);
            if (many > 0) {
                counts.merge(data.name(), many, Long::sum);
            }
        }
    }
}
