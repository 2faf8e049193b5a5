package dev.parley.catalog.search.domain;

import dev.parley.platform.events.PendingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requested rebuilds of the index, which every instance does for its own. */
public interface Reindexes {

    /**
     * A requested rebuild.
     *
     * @param instances what each instance has reported so far
     */
    record Reindex(String id, Instant requestedAt, Map<String, Report> instances) {

        /** Whether every instance that has begun is done, and one has. */
        public boolean isDone() {
            return !instances.isEmpty() && instances.values().stream().allMatch(report -> report.finishedAt() != null);
        }
    }

    /**
     * The rebuild of one instance, and the comparison of its new index with the database afterwards. Differing products
     * are indexed again.
     *
     * @param products visible products in the database
     * @param missing products that the index lacked
     * @param outdated products that the index had in an older version
     * @param surplus products of the index that are not visible
     */
    record Report(
            Instant startedAt, @Nullable Instant finishedAt, long products, long missing, long outdated, long surplus) {

        public static Report started(Instant now) {
            return new Report(now, null, 0, 0, 0, 0);
        }
    }

    void insert(Reindex requested, List<PendingEvent> alongside);

    Optional<Reindex> find(String id);

    /** The last requested one. */
    Optional<Reindex> latest();

    void report(String id, String instance, Report report);
}
