package dev.parley.catalog.search.application;

import dev.parley.catalog.search.domain.Reindexes;
import dev.parley.catalog.search.domain.Reindexes.Reindex;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Requests that every instance rebuilds its index. */
@ApplicationScoped
public class RequestReindex {

    private static final Logger LOG = Logger.getLogger(RequestReindex.class);
    /** A rebuild that takes longer was probably interrupted for good. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Reindexes reindexes;
    private final SearchIndex index;
    private final AdminActions adminActions;
    private final Clock clock;

    public RequestReindex(Reindexes reindexes, SearchIndex index, AdminActions adminActions, Clock clock) {
        this.reindexes = reindexes;
        this.index = index;
        this.adminActions = adminActions;
        this.clock = clock;
    }

    /** The running rebuild if there is one, else a new one. */
    public Reindex handle() {
        Instant now = clock.instant();
        Optional<Reindex> running = reindexes
                .latest()
                .filter(latest ->
                        !latest.isDone() && latest.requestedAt().plus(LONGEST).isAfter(now));
        if (running.isPresent()) {
            return running.get();
        }
        Reindex requested = new Reindex(Ids.next(), now, Map.of());
        reindexes.insert(
                requested,
                adminActions
                        .record("search-index.rebuild-requested", "search-index", requested.id())
                        .events());
        LOG.infof("Search index rebuild requested: reindexId=%s", requested.id());
        index.reindexRequested();
        return requested;
    }
}
