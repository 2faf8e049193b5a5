package dev.parley.platform.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobRunnerTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** Items that stay due until they are handled, the lowest number first. */
    private final TreeSet<Integer> due = new TreeSet<>();

    private final Set<Integer> poison = new HashSet<>();
    private final List<Integer> tried = new ArrayList<>();
    private final List<Instant> moments = new ArrayList<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private long nanos = Long.MAX_VALUE - 1000; // nanoTime may overflow at any moment
    private boolean staysDue;
    private boolean unreadable;
    private Consumer<Integer> meanwhile = item -> {};
    private final JobRunner<Integer> runner = new JobRunner<>(new Things(), metrics, () -> nanos);

    private final class Things implements RecurringJob<Integer> {
        @Override
        public String name() {
            return "things";
        }

        @Override
        public Duration every() {
            return EVERY;
        }

        @Override
        public List<Integer> due(Instant now, int most) {
            if (unreadable) {
                throw new IllegalStateException("the query failed");
            }
            return due.stream().limit(most).toList();
        }

        @Override
        public void handle(Integer item, Instant now) {
            tried.add(item);
            moments.add(now);
            meanwhile.accept(item);
            if (poison.contains(item)) {
                throw new AssertionError("item " + item);
            }
            if (!staysDue) {
                due.remove(item);
            }
        }
    }

    @Test
    void handlesTheOthersWhenTheOldestFails() {
        due(0, 5);
        poison.add(0);

        assertEquals(4, runner.turn(NOW));

        assertEquals(Set.of(0), due);
        assertEquals(List.of(0, 1, 2, 3, 4), tried);
    }

    @Test
    void handlesItemsBehindPagesOfFailingOnes() {
        due(0, 260);
        IntStream.range(0, 250).forEach(poison::add);

        assertEquals(10, runner.turn(NOW));

        assertEquals(poison, due);
    }

    @Test
    void handlesItemsBehindPagesThatStayDue() {
        due(0, 1000);
        staysDue = true;

        assertEquals(1000, runner.turn(NOW));
        assertEquals(1000, new HashSet<>(tried).size());
    }

    @Test
    void postponesAFailingItemWithGrowingPauses() {
        due(0, 1);
        poison.add(0);
        List<Long> pauses = new ArrayList<>();
        long last = 0;
        for (int second = 0; pauses.size() < 8; second++) {
            int before = tried.size();
            runner.turn(NOW);
            if (tried.size() > before) {
                pauses.add(second - last);
                last = second;
            }
            pass(Duration.ofSeconds(1));
        }
        assertEquals(List.of(0L, 5L, 10L, 20L, 40L, 80L, 160L, 300L), pauses);
        assertEquals(8, failures());
        assertEquals(1, postponed());
    }

    @Test
    void handlesAPostponedItemOnceItWorks() {
        due(0, 1);
        poison.add(0);
        runner.turn(NOW);
        poison.clear();

        assertEquals(0, runner.turn(NOW), "its pause is not over");
        pass(EVERY);
        assertEquals(1, runner.turn(NOW));
        assertEquals(0, postponed());
    }

    @Test
    void forgetsAPostponedItemThatEndedInAnotherWay() {
        due(0, 1);
        poison.add(0);
        runner.turn(NOW);
        due.clear();
        pass(Duration.ofHours(1));

        runner.turn(NOW);

        assertEquals(0, postponed());
    }

    @Test
    void logsFailuresWithDecreasingFrequency() {
        due(0, 3);
        poison.addAll(Set.of(0, 1));

        List<String> log = logOf(() -> {
            for (int turn = 0; turn < 8; turn++) {
                runner.turn(NOW);
                pass(Duration.ofMinutes(5));
            }
        });

        assertEquals(4, log.size(), "at the 1st, 2nd, 4th and 8th failure: " + log);
        assertTrue(log.getFirst().contains("job=things failed=2 postponed=2 item=0"), log::toString);
    }

    @Test
    void countsATurnThatCannotReadDueItems() {
        unreadable = true;
        assertThrows(IllegalStateException.class, () -> runner.turn(NOW));
        assertEquals(1, failures());

        unreadable = false;
        due(0, 1);
        assertEquals(1, runner.turn(NOW));
    }

    @Test
    void endsTheTurnBetweenTwoItemsWhenTheLeaseIsLost() {
        due(0, 5);

        runner.turn(NOW, () -> tried.size() < 2);

        assertEquals(List.of(0, 1), tried);
        assertFalse(due.isEmpty());
    }

    @Test
    void passesTheCurrentTimeToEachItem() {
        due(0, 2);
        meanwhile = item -> pass(Duration.ofSeconds(30));

        runner.turn(NOW);

        assertEquals(List.of(NOW, NOW.plusSeconds(30)), moments);
    }

    private void due(int from, int to) {
        IntStream.range(from, to).forEach(due::add);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private double failures() {
        return metrics.counter("recurring_job_failures", "job", "things").count();
    }

    private double postponed() {
        return metrics.get("recurring_job_postponed").gauge().value();
    }

    private static List<String> logOf(Runnable work) {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(String.format(line.getMessage(), line.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(JobRunner.class.getName());
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
        return lines;
    }
}
