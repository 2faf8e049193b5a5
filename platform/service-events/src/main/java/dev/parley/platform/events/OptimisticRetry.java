package dev.parley.platform.events;

import dev.parley.platform.problem.Problems;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Optimistic concurrency: load, change, save, and retry all of it when another writer saved first. */
public final class OptimisticRetry {

    /** Enough where few writers change the same document concurrently, which is nearly everywhere. */
    private static final int TRIES = 3;

    private static final int FIRST_PAUSE_MILLIS = 10;
    private static final int LONGEST_PAUSE_MILLIS = 250;

    private OptimisticRetry() {}

    /** {@link #run(int, Supplier)} with three attempts. */
    public static <T> T run(Supplier<T> loadChangeSave) {
        return run(TRIES, loadChangeSave);
    }

    /**
     * Runs {@code loadChangeSave}, and retries it after a short random pause on each {@link VersionClash}.
     *
     * @param tries the maximum number of attempts; more for a document with many concurrent writers, such as the stock
     *     of a popular SKU: 20 take about two seconds
     * @throws dev.parley.platform.problem.Problem 409 {@code version-conflict} after the last clash
     */
    public static <T> T run(int tries, Supplier<T> loadChangeSave) {
        for (int attempt = 1; attempt <= tries; attempt++) {
            try {
                return loadChangeSave.get();
            } catch (VersionClash clash) {
                if (attempt < tries) {
                    pause(attempt);
                }
            }
        }
        throw Problems.versionConflict();
    }

    /** Random, up to twice as long after each clash, so that conflicting writers spread out. */
    private static void pause(int attempt) {
        long most = Math.min((long) FIRST_PAUSE_MILLIS << Math.min(attempt - 1, 5), LONGEST_PAUSE_MILLIS);
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(1, most)));
    }
}
