package dev.parley.catalog.imports.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far the import of one feed has come. Rows are taken one by one, so one that was cut off has taken some: sending
 * the feed again finishes it.
 *
 * @param created products made; {@code updated} and {@code unchanged} likewise
 * @param stockChanged SKUs whose stock changed
 * @param heartbeatAt when the process that runs it was last heard of
 * @param failure why it failed; null when it did not
 */
public record Import(
        String id,
        FeedFormat format,
        String marketplace,
        int defaultStock,
        Status status,
        int rowsRead,
        int rowsAccepted,
        int rowsRejected,
        int created,
        int updated,
        int unchanged,
        int stockChanged,
        Instant startedAt,
        Instant heartbeatAt,
        @Nullable Instant finishedAt,
        @Nullable String failure) {

    /**
     * Silence after which an import counts as cut off: longer than the steps without a heartbeat take: reading the
     * plan, making its categories, the wait for the index.
     */
    public static final Duration SILENCE = Duration.ofSeconds(45);

    /** Where an import stands. */
    public enum Status {
        RUNNING,
        COMPLETED,
        FAILED,
        /** The process that ran it ended before it was through. */
        INTERRUPTED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Status of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public static Import start(String id, FeedFormat format, String marketplace, int defaultStock, Instant now) {
        return new Import(
                id, format, marketplace, defaultStock, Status.RUNNING, 0, 0, 0, 0, 0, 0, 0, now, now, null, null);
    }

    /** As it is to be understood at this moment: running and silent for long is cut off. */
    public Import seenAt(Instant now) {
        return status == Status.RUNNING && heartbeatAt.plus(SILENCE).isBefore(now)
                ? ended(Status.INTERRUPTED, heartbeatAt, null)
                : this;
    }

    /** Still there at this moment. */
    public Import heardAt(Instant now) {
        return counted(
                new Counts(rowsRead, rowsAccepted, rowsRejected, created, updated, unchanged, stockChanged), now);
    }

    public Import ended(Status end, Instant at, @Nullable String why) {
        return new Import(
                id,
                format,
                marketplace,
                defaultStock,
                end,
                rowsRead,
                rowsAccepted,
                rowsRejected,
                created,
                updated,
                unchanged,
                stockChanged,
                startedAt,
                heartbeatAt,
                at,
                why);
    }

    /** The same, with what has been counted so far. */
    public Import counted(Counts counts, Instant now) {
        return new Import(
                id,
                format,
                marketplace,
                defaultStock,
                status,
                counts.read(),
                counts.accepted(),
                counts.rejected(),
                counts.created(),
                counts.updated(),
                counts.unchanged(),
                counts.stockChanged(),
                startedAt,
                now,
                finishedAt,
                failure);
    }

    /** What has been counted. */
    public record Counts(
            int read, int accepted, int rejected, int created, int updated, int unchanged, int stockChanged) {}
}
