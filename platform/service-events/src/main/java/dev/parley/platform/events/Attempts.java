package dev.parley.platform.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Retries an effect: indefinitely after a transient failure, three times after a permanent one. */
final class Attempts {

    private static final Logger LOG = Logger.getLogger(Attempts.class);
    private static final int TRIES = 3;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    /** An effect that is being retried. */
    record Waiting(Instant since, String cause) {}

    /**
     * The instance stops while an effect is still being retried: its record is not done, and another instance resumes
     * it.
     */
    static final class Stopping extends RuntimeException {
        Stopping() {
            super("Stopped before it was done", null, false, false);
        }
    }

    Attempts(Clock clock) {
        this.clock = clock;
    }

    /**
     * Runs the effect, and retries it with growing pauses up to 30 s while its failure is transient.
     *
     * @return the failure that was permanent three times; empty when the effect is done
     * @throws Stopping when the instance stops first
     */
    Optional<Throwable> run(String what, Runnable effect) {
        return run(what, effect, TransientFailures::is);
    }

    /**
     * Runs the effect, and retries it with growing pauses up to 30 s until it is done.
     *
     * @throws Stopping when the instance stops first
     */
    void insist(String what, Runnable effect) {
        run(what, effect, failure -> true);
    }

    private Optional<Throwable> run(String what, Runnable effect, Predicate<Throwable> isTransient) {
        Duration pause = SHORTEST_PAUSE;
        int refused = 0;
        try {
            while (true) {
                try {
                    effect.run();
                    return Optional.empty();
                } catch (Stopping stopped) {
                    throw stopped;
                } catch (Throwable failure) { // any Throwable of a handler, including errors, must not lose the record
                    boolean goesOn = isTransient.test(failure);
                    if (!goesOn && ++refused == TRIES) {
                        return Optional.of(failure);
                    }
                    Waiting before = waiting.putIfAbsent(what, new Waiting(clock.instant(), describe(failure)));
                    if (goesOn && before == null) {
                        LOG.warnf("Effect failed, will be retried: effect=%s cause=%s", what, describe(failure));
                    }
                }
                pause(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } finally {
            waiting.remove(what);
        }
    }

    private void pause(Duration pause) {
        try {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Stopping();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopping();
        }
    }

    /** Ends every wait. */
    void stop() {
        stopping.countDown();
    }

    /** The first few effects that are being retried. */
    List<String> waiting() {
        return waiting.entrySet().stream()
                .limit(5)
                .map(entry -> entry.getKey() + " since " + entry.getValue().since() + ": "
                        + entry.getValue().cause())
                .toList();
    }

    int waitingCount() {
        return waiting.size();
    }

    /** The first line of a stack trace: the exception and its location. */
    static String describe(Throwable failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        return failure + (stack.length == 0 ? "" : " at " + stack[0]);
    }
}
