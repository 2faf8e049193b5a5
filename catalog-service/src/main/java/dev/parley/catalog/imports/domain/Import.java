package dev.parley.catalog.imports.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The import of one feed and its progress. Products are imported one by one; after a crash, an instance resumes the
 * import after the last product whose result is stored. Only the process that runs an import changes it; its products
 * publish events, the import has none.
 */
public final class Import {

    /**
     * The age of a stale heartbeat, after which an import is interrupted. Longer than the steps without a heartbeat:
     * reading the plan, creating categories, the wait for the index.
     */
    public static final Duration STALE_AFTER = Duration.ofSeconds(45);

    private static final int MOST_RESUMPTIONS = 3;
    private static final int MILLIS = 1_000;

    private final ImportId id;
    private final ImportOptions options;
    private final @Nullable FeedId feed;
    private final int resumptions;
    private final Instant startedAt;
    private Status status;
    private Counts counts;
    private int productsDone;
    private @Nullable Instant writingSince;
    private Instant heartbeatAt;
    private @Nullable Instant finishedAt;
    private @Nullable String failure;

    /** The status of an import. */
    public enum Status {
        RUNNING,
        COMPLETED,
        FAILED,
        CANCELLED,
        /** Its process ended before the import did. */
        INTERRUPTED
    }

    /**
     * The counters of an import.
     *
     * @param read rows of the feed; {@code accepted}, {@code rejected} and {@code warned} likewise
     * @param warnings of rows and columns
     * @param created products; {@code updated} and {@code unchanged} likewise
     * @param stockChanged SKUs whose stock changed
     * @param archived products that a complete feed lacks
     */
    public record Counts(
            int read,
            int accepted,
            int rejected,
            int warned,
            int warnings,
            int created,
            int updated,
            int unchanged,
            int stockChanged,
            int archived) {
        private static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * The stored state.
     *
     * @param feed the kept feed; null for imports of older code
     * @param resumptions how often it was resumed after a crash
     * @param productsDone the number of products whose results are in the counts, in the order of the feed
     * @param writingSince when its rows were read and the first product was to be written; null before
     * @param heartbeatAt the last heartbeat of the process that runs it
     * @param failure the reason of a failure; null otherwise
     */
    public record State(
            ImportId id,
            ImportOptions options,
            @Nullable FeedId feed,
            int resumptions,
            Status status,
            Counts counts,
            int productsDone,
            Instant startedAt,
            @Nullable Instant writingSince,
            Instant heartbeatAt,
            @Nullable Instant finishedAt,
            @Nullable String failure) {}

    private Import(State state) {
        this.id = state.id();
        this.options = state.options();
        this.feed = state.feed();
        this.resumptions = state.resumptions();
        this.productsDone = state.productsDone();
        this.startedAt = state.startedAt();
        this.status = state.status();
        this.counts = state.counts();
        this.writingSince = state.writingSince();
        this.heartbeatAt = state.heartbeatAt();
        this.finishedAt = state.finishedAt();
        this.failure = state.failure();
    }

    public static Import start(ImportId id, ImportOptions options, @Nullable FeedId feed, Instant now) {
        return new Import(new State(id, options, feed, 0, Status.RUNNING, Counts.NONE, 0, now, null, now, null, null));
    }

    /** The import with this stored state. */
    public static Import restore(State state) {
        return new Import(state);
    }

    public State state() {
        return new State(
                id,
                options,
                feed,
                resumptions,
                status,
                counts,
                productsDone,
                startedAt,
                writingSince,
                heartbeatAt,
                finishedAt,
                failure);
    }

    /** Records a heartbeat of its process. */
    public void heartbeat(Instant now) {
        heartbeatAt = now;
    }

    /**
     * Records the current counters.
     *
     * @param products the number of products that they include
     */
    public void count(Counts soFar, int products, Instant now) {
        counts = soFar;
        productsDone = products;
        heartbeatAt = now;
    }

    /** Records that all rows were read and products are written from now on. */
    public void write(Instant now) {
        writingSince = now;
    }

    /** Rows written per second; empty before the first second. */
    public OptionalDouble rowsPerSecond() {
        if (writingSince == null) {
            return OptionalDouble.empty();
        }
        long millis = Duration.between(writingSince, heartbeatAt).toMillis();
        return millis < MILLIS
                ? OptionalDouble.empty()
                : OptionalDouble.of(counts.accepted() * (double) MILLIS / millis);
    }

    /** The estimated time to the end of a running import; empty when unknown. */
    public Optional<Duration> timeLeft() {
        int left = counts.read() - counts.accepted() - counts.rejected();
        double rate = rowsPerSecond().orElse(0);
        return status == Status.RUNNING && rate > 0
                ? Optional.of(Duration.ofSeconds(Math.round(left / rate)))
                : Optional.empty();
    }

    public void end(Status end, Instant now, @Nullable String why) {
        status = end;
        finishedAt = now;
        failure = why;
    }

    /** Whether it can be resumed after a crash. An import that has crashed several times is a cause, not a victim. */
    public boolean isResumable() {
        return status == Status.RUNNING && feed != null && resumptions < MOST_RESUMPTIONS;
    }

    /**
     * Ends a running import without a heartbeat for {@link #STALE_AFTER}, unless it will be resumed; no effect on any
     * other.
     */
    public void endIfSilent(Instant now) {
        if (!isResumable()
                && status == Status.RUNNING
                && heartbeatAt.plus(STALE_AFTER).isBefore(now)) {
            end(Status.INTERRUPTED, heartbeatAt, null);
        }
    }

    public ImportId id() {
        return id;
    }

    public Optional<FeedId> feed() {
        return Optional.ofNullable(feed);
    }

    public ImportOptions options() {
        return options;
    }

    public Status status() {
        return status;
    }
}
