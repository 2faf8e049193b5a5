package dev.parley.catalog.imports.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the import of one feed has come. Rows are taken one by one, so an interrupted import has taken some: sending
 * the feed again finishes it. Only the process that runs an import changes it; its products publish events, it has
 * none.
 */
public final class Import {

    /**
     * Silence after which an import counts as interrupted: longer than the steps without a heartbeat take: reading the
     * plan, creating its categories, the wait for the index.
     */
    public static final Duration SILENCE = Duration.ofSeconds(45);

    private final ImportId id;
    private final FeedFormat format;
    private final String marketplace;
    private final int defaultStock;
    private final Instant startedAt;
    private Status status;
    private Counts counts;
    private Instant heartbeatAt;
    private @Nullable Instant finishedAt;
    private @Nullable String failure;

    /** Where an import stands. */
    public enum Status {
        RUNNING,
        COMPLETED,
        FAILED,
        /** The process that ran it ended before it was through. */
        INTERRUPTED
    }

    /**
     * What has been counted.
     *
     * @param read rows of the feed; {@code accepted} and {@code rejected} likewise
     * @param created products; {@code updated} and {@code unchanged} likewise
     * @param stockChanged SKUs whose stock changed
     */
    public record Counts(
            int read, int accepted, int rejected, int created, int updated, int unchanged, int stockChanged) {
        private static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * Everything that is stored.
     *
     * @param heartbeatAt when the process that runs it was last heard of
     * @param failure why it failed; null when it did not
     */
    public record State(
            ImportId id,
            FeedFormat format,
            String marketplace,
            int defaultStock,
            Status status,
            Counts counts,
            Instant startedAt,
            Instant heartbeatAt,
            @Nullable Instant finishedAt,
            @Nullable String failure) {}

    private Import(State state) {
        this.id = state.id();
        this.format = state.format();
        this.marketplace = state.marketplace();
        this.defaultStock = state.defaultStock();
        this.startedAt = state.startedAt();
        this.status = state.status();
        this.counts = state.counts();
        this.heartbeatAt = state.heartbeatAt();
        this.finishedAt = state.finishedAt();
        this.failure = state.failure();
    }

    public static Import start(ImportId id, FeedFormat format, String marketplace, int defaultStock, Instant now) {
        return new Import(
                new State(id, format, marketplace, defaultStock, Status.RUNNING, Counts.NONE, now, now, null, null));
    }

    /** The import that was stored as this. */
    public static Import restore(State state) {
        return new Import(state);
    }

    public State state() {
        return new State(
                id, format, marketplace, defaultStock, status, counts, startedAt, heartbeatAt, finishedAt, failure);
    }

    /** Notes that its process is still there. */
    public void heartbeat(Instant now) {
        heartbeatAt = now;
    }

    /** Notes what has been counted so far. */
    public void count(Counts soFar, Instant now) {
        counts = soFar;
        heartbeatAt = now;
    }

    public void end(Status end, Instant now, @Nullable String why) {
        status = end;
        finishedAt = now;
        failure = why;
    }

    /** Ends a running import whose process was silent for {@link #SILENCE}; no change for any other. */
    public void endIfSilent(Instant now) {
        if (status == Status.RUNNING && heartbeatAt.plus(SILENCE).isBefore(now)) {
            end(Status.INTERRUPTED, heartbeatAt, null);
        }
    }

    public ImportId id() {
        return id;
    }

    public Status status() {
        return status;
    }
}
