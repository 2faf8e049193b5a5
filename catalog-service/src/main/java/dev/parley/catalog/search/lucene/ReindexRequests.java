package dev.parley.catalog.search.lucene;

import com.mongodb.MongoException;
import dev.parley.catalog.search.domain.Reindexes;
import dev.parley.catalog.search.domain.Reindexes.Reindex;
import dev.parley.catalog.search.domain.Reindexes.Report;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The requests for rebuilds as this instance sees them. Confined to the thread that writes the index. */
@ApplicationScoped
class ReindexRequests {

    private static final Logger LOG = Logger.getLogger(ReindexRequests.class);
    private static final long CHECKED_EVERY = Duration.ofSeconds(5).toNanos();

    private final Reindexes reindexes;
    private final Clock clock;
    private final String instance = Ids.next();
    private volatile long checkedAt = System.nanoTime() - CHECKED_EVERY;
    private Optional<String> latest = Optional.empty();

    ReindexRequests(Reindexes reindexes, Clock clock) {
        this.reindexes = reindexes;
        this.clock = clock;
    }

    /** The last request, if it is newer than the given one; empty while the database is unavailable. */
    Optional<String> after(String done) {
        if (System.nanoTime() - checkedAt >= CHECKED_EVERY) {
            checkedAt = System.nanoTime();
            try {
                latest = reindexes.latest().map(Reindex::id);
            } catch (MongoException e) {
                LOG.warnf("Requests for rebuilds not read, retrying: reason=%s", e);
            }
        }
        return latest.filter(id -> id.compareTo(done) > 0);
    }

    /** Reads the requests again at the next question. */
    void expectOne() {
        checkedAt = System.nanoTime() - CHECKED_EVERY;
    }

    Report started(String id) {
        Report report = Report.started(clock.instant());
        reindexes.report(id, instance, report);
        return report;
    }

    void finished(String id, Report started, IndexCheck check) {
        reindexes.report(
                id,
                instance,
                new Report(
                        started.startedAt(),
                        clock.instant(),
                        check.products(),
                        check.missing(),
                        check.outdated(),
                        check.surplus()));
    }
}
