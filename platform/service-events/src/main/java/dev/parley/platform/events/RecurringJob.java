package dev.parley.platform.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Recurring work on items that become due, as a CDI bean ({@code @ApplicationScoped}). One instance at a time does it,
 * by a lease; two at once must be right too.
 *
 * <p>An item that fails is counted in the metric {@code recurring_job_failures_total}, logged, and postponed with
 * growing pauses; it never keeps the others from being handled ({@link JobRunner}). Bulk deletions of expired documents
 * have a simpler form: {@link ExpiredDocuments}.
 *
 * @param <I> the id of an item, with {@code equals} and a {@code toString} fit for logs
 */
public interface RecurringJob<I> {

    /** Its lease's name and its label in metrics, unique within the service. */
    String name();

    /** The pause between two turns. */
    Duration every();

    /**
     * Reads ids only, so that one unreadable document does not fail the page. Items that were handled and are still due
     * may be among them.
     *
     * @param most the size of the page; fewer mean that nothing else is due
     * @return the items due at {@code now}, oldest first
     */
    List<I> due(Instant now, int most);

    /** Handles one item; it may have been handled or changed by others since it was found. */
    void handle(I item, Instant now);
}
