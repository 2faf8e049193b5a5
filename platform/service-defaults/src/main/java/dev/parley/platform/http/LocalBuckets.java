package dev.parley.platform.http;

import dev.parley.platform.http.RateLimit.Taken;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Rate limit buckets of this process. */
final class LocalBuckets {

    private static final int MOST = 100_000;

    /** When each bucket is full again, in microseconds of {@link System#nanoTime}. */
    private final ConcurrentMap<String, Long> fullAt = new ConcurrentHashMap<>();

    Taken take(String key, RateLimit limit) {
        long now = System.nanoTime() / 1_000;
        if (fullAt.size() >= MOST) {
            forget(now);
        }
        for (; ; ) {
            Long before = fullAt.get(key);
            long full = Math.max(now, before == null ? now : before) + limit.intervalMicros();
            long untilFull = full - now;
            if (untilFull > limit.windowMicros()) {
                return limit.refused(untilFull - limit.windowMicros());
            }
            if (before == null ? fullAt.putIfAbsent(key, full) == null : fullAt.replace(key, before, full)) {
                return limit.allowed(untilFull);
            }
        }
    }

    /** Removes full buckets, or all of them if that is not enough, so that many addresses cannot exhaust the memory. */
    private void forget(long now) {
        fullAt.values().removeIf(full -> full <= now);
        if (fullAt.size() >= MOST) {
            fullAt.clear();
        }
    }
}
