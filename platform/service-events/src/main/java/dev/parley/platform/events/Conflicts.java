package dev.parley.platform.events;

import dev.parley.platform.problem.Problems;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What to do when others change the same document at the same time. */
public final class Conflicts {

    private static final int TRIES = 3;

    private Conflicts() {}

    /**
     * Runs "load, ask, save", again on {@link VersionClash}: three times in all.
     *
     * @throws dev.parley.platform.problem.Problem 409 {@code version-conflict} after the third clash
     */
    public static <T> T retry(Supplier<T> loadAskSave) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                return loadAskSave.get();
            } catch (VersionClash clash) {
                // jitter parts those who clashed
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                        ThreadLocalRandom.current().nextLong(1, 10L * attempt)));
            }
        }
        throw Problems.versionConflict();
    }
}
