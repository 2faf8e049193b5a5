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
import org.jboss.logging.Logger;

/** Tries an effect until it is there or cannot be: for ever what passes, three times what does not. */
final class Attempts {

    private static final Logger LOG = Logger.getLogger(Attempts.class);
    private static final int TRIES = 3;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    /** Something that is being tried again and again. */
    record Waiting(Instant since, String cause) {}

    /** The instance stops while something is still being tried: its record is not done, and whoever gets it next goes on. */
    static final class Stopping extends RuntimeException {
        Stopping() {
            super("Stopped before it was done", null, false, false);
        }
    }

    Attempts(Clock clock) {
        this.clock = clock;
    }

    /**
     * Runs the effect, again with growing pauses up to 30 s while its failure is one that passes.
     *
     * @return what failed three times and will not pass; empty when the effect is there
     * @throws Stopping when the instance stops first
     */
    Optional<Throwable> run(String what, Runnable effect) {
        Duration pause = SHORTEST_PAUSE;
        int refused = 0;
        try {
            while (true) {
                try {
                    effect.run();
                    return Optional.empty();
                } catch (Throwable failure) { // whatever a handler throws, an error included, must not lose the record
                    boolean passes = Passing.is(failure);
                    if (!passes && ++refused == TRIES) {
                        return Optional.of(failure);
                    }
                    Waiting before = waiting.putIfAbsent(what, new Waiting(clock.instant(), describe(failure)));
                    if (passes && (before == null || pause.compareTo(Duration.ofSeconds(5)) > 0)) {
                        LOG.warnf("Waiting for what will pass: %s cause=%s", what, describe(failure));
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

    /** What is being tried again, the first few of them. */
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

    /** The first line of a stack: what was thrown, and where. */
    static String describe(Throwable failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        return failure + (stack.length == 0 ? "" : " at " + stack[0]);
    }
}
