package dev.parley.analytics.sales.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** The granularity of a report: UTC hours or days. */
public enum Interval {
    HOUR(Duration.ofHours(1), Duration.ofDays(31)),
    DAY(Duration.ofDays(1), Duration.ofDays(366));

    private final Duration length;
    private final Duration longestReport;

    Interval(Duration length, Duration longestReport) {
        this.length = length;
        this.longestReport = longestReport;
    }

    public static Optional<Interval> of(String word) {
        for (Interval interval : values()) {
            if (interval.word().equals(word)) {
                return Optional.of(interval);
            }
        }
        return Optional.empty();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The start of the interval that contains this time. */
    public Instant start(Instant at) {
        return at.truncatedTo(this == HOUR ? ChronoUnit.HOURS : ChronoUnit.DAYS);
    }

    public Instant next(Instant start) {
        return start.plus(length);
    }

    /** The longest period of a report with this interval. */
    public Duration longestReport() {
        return longestReport;
    }
}
