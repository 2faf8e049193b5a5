package dev.parley.catalog.search.application;

import dev.parley.catalog.search.domain.DefaultSynonyms;
import dev.parley.catalog.search.domain.SearchSynonyms;
import dev.parley.catalog.search.domain.Synonyms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The synonyms that searches of this instance use: those that Parley ships and those of the shop. Changes by any
 * instance apply within two seconds; while the database is unavailable, searches use the last known ones.
 */
@ApplicationScoped
public class CurrentSynonyms {

    private static final Logger LOG = Logger.getLogger(CurrentSynonyms.class);
    private static final long CHECKED_EVERY = Duration.ofSeconds(2).toNanos();

    private final SearchSynonyms stored;
    private final List<List<String>> shipped = DefaultSynonyms.groups();
    private final ReentrantLock check = new ReentrantLock();
    private volatile Synonyms synonyms = new Synonyms(shipped);
    private volatile long checkedAt = System.nanoTime() - CHECKED_EVERY;
    private long version;

    public CurrentSynonyms(SearchSynonyms stored) {
        this.stored = stored;
    }

    public Synonyms get() {
        if (System.nanoTime() - checkedAt >= CHECKED_EVERY && check.tryLock()) {
            try {
                refresh();
            } catch (RuntimeException e) { // the search works without
                LOG.warnf("Synonyms not read, using the last known ones: reason=%s", e);
            } finally {
                checkedAt = System.nanoTime();
                check.unlock();
            }
        }
        return synonyms;
    }

    /** Applies a change made by this instance at once. */
    void changed() {
        checkedAt = System.nanoTime() - CHECKED_EVERY;
    }

    private void refresh() {
        SearchSynonyms.Groups own = stored.find();
        if (own.version() != version) {
            synonyms = new Synonyms(
                    Stream.concat(shipped.stream(), own.groups().stream()).toList());
            version = own.version();
            LOG.infof("Synonyms changed: groups=%d version=%d", own.groups().size(), version);
        }
    }
}
