package dev.parley.platform.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Recurring work on due items, as a CDI bean ({@code @ApplicationScoped}). A lease assigns it to one instance at a
 * time; two at once must be right too.
 *
 * <p>An item that fails is counted in the metric {@code recurring_job_failures_total}, logged, and postponed with
 * growing pauses; it never keeps the others from being handled ({@link JobRunner}). Bulk deletions of expired documents
 * have a simpler form: {@link ExpiredDocuments}.
 *
 * @param <I> the id of an item, with {@code equals} and a {@code toString} fit for logs
 */
public interface RecurringJob<I> {

    /** The name of its lease and its label in metrics, unique within the service. */
    String name();

    /** The pause between two turns. */
    Duration every();

    /**
     * Reads only ids, so that one unreadable document does not fail the page. Handled items that are still due may be
     * among them.
     *
     * @param most the size of the page; fewer items mean that nothing else is due
     * @return the items due at {@code now}, oldest first
     */
    List<I> due(Instant now, int most);

    /** Handles one item; it may have been handled or changed concurrently since it was found. */
    void handle(I item, Instant now);
}
