package dev.parley.platform.events;

import dev.parley.platform.problem.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the turns of one {@link RecurringJob}: every due item once, each isolated from the others.
 *
 * <p>Failed items are remembered in memory: the pause starts at the pause of the job, doubles with each failure up to
 * five minutes, and the page is enlarged by the number of postponed items so that they never fill it. Another instance,
 * or this one after a restart, tries each of them once and then postpones it too.
 */
public final class JobRunner<I> {

    private static final Logger LOG = Logger.getLogger(JobRunner.class);
    private static final int PAGE = 100;
    private static final int MOST_PER_TURN = 10_000;
    private static final int MOST_POSTPONED = 10_000;
    private static final int DOUBLINGS = 20;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

    private final RecurringJob<I> job;
    private final LongSupplier nanoTime;
    private final Counter failures;
    private final Map<I, Postponed> postponed = new ConcurrentHashMap<>();
    private final ReentrantLock oneTurn = new ReentrantLock();

    private record Postponed(int failures, long untilNanos) {}

    public JobRunner(RecurringJob<I> job, MeterRegistry metrics) {
        this(job, metrics, System::nanoTime);
    }

    JobRunner(RecurringJob<I> job, MeterRegistry metrics, LongSupplier nanoTime) {
        this.job = job;
        this.nanoTime = nanoTime;
        this.failures = metrics.counter("recurring_job_failures", "job", job.name());
        Gauge.builder("recurring_job_postponed", postponed, Map::size)
                .tag("job", job.name())
                .register(metrics);
    }

    /** Runs a whole turn; returns the number of items handled without a failure. */
    public int turn(Instant now) {
        return turn(now, () -> true);
    }

    /**
     * @param goOn checked before each item; false ends the turn
     * @throws RuntimeException when the due items cannot be read
     */
    int turn(Instant now, BooleanSupplier goOn) {
        oneTurn.lock();
        try {
            return new Turn(now, goOn).run();
        } catch (RuntimeException e) {
            failures.increment();
            throw e;
        } finally {
            oneTurn.unlock();
        }
    }

    private final class Turn {

        private final Instant began;
        private final long beganNanos = nanoTime.getAsLong();
        private final BooleanSupplier goOn;
        private final Set<I> tried = new HashSet<>();
        private int handled;
        private int failed;
        private int worthLogging;
        private @Nullable Throwable example;
        private @Nullable I exampleItem;

        Turn(Instant began, BooleanSupplier goOn) {
            this.began = began;
            this.goOn = goOn;
        }

        int run() {
            forgetLongDue();
            try {
                pages();
            } finally {
                log();
            }
            return handled;
        }

        private void pages() {
            int known = 0; // items of a page that are not to be handled now
            while (tried.size() < MOST_PER_TURN) {
                int asked = PAGE + known;
                List<I> page = job.due(now(), asked);
                known = 0;
                for (I item : page) {
                    if (tried.contains(item) || isPostponed(item)) {
                        known++;
                    } else if (!goOn.getAsBoolean()) {
                        return;
                    } else {
                        handle(item);
                    }
                }
                if (page.size() < asked) {
                    return;
                }
            }
        }

        private void handle(I item) {
            tried.add(item);
            try {
                job.handle(item, now());
                postponed.remove(item);
                handled++;
            } catch (Throwable e) { // a failure of one item must not skip the others
                postpone(item, e);
            }
        }

        private void postpone(I item, Throwable failure) {
            Postponed before = postponed.get(item);
            int count = before == null ? 1 : before.failures() + 1;
            if (before != null || postponed.size() < MOST_POSTPONED) {
                postponed.put(
                        item,
                        new Postponed(count, nanoTime.getAsLong() + pause(count).toNanos()));
            }
            failures.increment();
            failed++;
            if (Integer.bitCount(count) == 1) { // log the 1st, 2nd, 4th, 8th … failure of an item
                worthLogging++;
                if (example == null) {
                    example = failure;
                    exampleItem = item;
                }
            }
        }

        private void log() {
            if (worthLogging > 0) {
                LOG.errorf(
                        example instanceof Problem ? null : example,
                        "Items of a recurring job failed and are postponed: job=%s failed=%d postponed=%d item=%s reason=%s",
                        job.name(),
                        failed,
                        postponed.size(),
                        exampleItem,
                        example);
            }
            if (handled > 0) {
                LOG.debugf("Recurring job done: job=%s handled=%d", job.name(), handled);
            }
        }

        /** The beginning of the turn plus the time that it has taken. */
        private Instant now() {
            return began.plusNanos(nanoTime.getAsLong() - beganNanos).truncatedTo(ChronoUnit.MILLIS);
        }
    }

    private boolean isPostponed(I item) {
        Postponed known = postponed.get(item);
        return known != null && known.untilNanos() - nanoTime.getAsLong() > 0;
    }

    /** Removes entries of items that ended in another way and are never found again. */
    private void forgetLongDue() {
        long longDue = nanoTime.getAsLong()
                - FORGOTTEN_AFTER.plus(job.every().multipliedBy(2)).toNanos();
        postponed.values().removeIf(item -> item.untilNanos() - longDue < 0);
    }

    private Duration pause(int failures) {
        Duration first = job.every().compareTo(SHORTEST_PAUSE) > 0 ? job.every() : SHORTEST_PAUSE;
        Duration longest = first.compareTo(LONGEST_PAUSE) > 0 ? first : LONGEST_PAUSE;
        Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
