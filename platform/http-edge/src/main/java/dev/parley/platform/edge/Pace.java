package dev.parley.platform.edge;

import java.time.Duration;

/**
 * Measures a transfer against the minimum rate and the maximum duration; pauses caused by this side do not count for
 * the rate.
 */
final class Pace {

    private final long graceNanos;
    private final long longestNanos;
    private final double bytesPerNano;
    private long begun;
    private long since;
    private long bytes;

    /** @param longest the maximum duration, including pauses of this side; zero for none */
    Pace(EdgeLimits limits, Duration longest) {
        graceNanos = limits.bodyGrace().toNanos();
        longestNanos = longest.toNanos();
        bytesPerNano = limits.leastRate() / 1e9;
    }

    void start(long now) {
        begun = now;
        since = now;
        bytes = 0;
    }

    void add(long count) {
        bytes += count;
    }

    void excuse(long nanos) {
        since += nanos;
    }

    boolean isTooSlow(long now) {
        long elapsed = now - since;
        return longestNanos > 0 && now - begun > longestNanos
                || elapsed > graceNanos && bytes < bytesPerNano * (elapsed - graceNanos);
    }
}
