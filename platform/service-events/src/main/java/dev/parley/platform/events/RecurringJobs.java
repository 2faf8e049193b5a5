package dev.parley.platform.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs every {@link RecurringJob} there is, each in a loop of its own that no failure ends. */
@ApplicationScoped
public class RecurringJobs {

    private final List<Work<?>> works = new ArrayList<>();
    private final List<Loop> loops = new ArrayList<>();
    private final Leases leases;
    private final Clock clock;
    private volatile boolean stopping;

    RecurringJobs(@All List<RecurringJob<?>> jobs, Leases leases, Clock clock, MeterRegistry metrics) {
        this.leases = leases;
        this.clock = clock;
        jobs.forEach(job -> works.add(new Work<>(job, metrics)));
    }

    void start(@Observes @Priority(StartOrder.JOBS) StartupEvent event) {
        works.forEach(work -> loops.add(Loop.start(work.lease, work.every, work::turn)));
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        loops.parallelStream().forEach(Loop::close);
    }

    /**
     * Runs one turn of a job as if it were {@code now}, whichever instance has its lease: for tests.
     *
     * @return how many items were handled without a failure
     */
    public int run(String name, Instant now) {
        return works.stream()
                .filter(work -> work.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No recurring job " + name))
                .runner
                .turn(now);
    }

    private final class Work<I> {

        private final String name;
        private final String lease;
        private final Duration every;
        private final JobRunner<I> runner;
        private long leasedAt;

        Work(RecurringJob<I> job, MeterRegistry metrics) {
            name = job.name();
            lease = "job-" + name;
            every = job.every();
            runner = new JobRunner<>(job, metrics);
        }

        void turn() {
            if (!stopping && takeLease()) {
                runner.turn(clock.instant(), this::goesOn);
            }
        }

        private boolean goesOn() {
            return !stopping && (System.nanoTime() - leasedAt < every.toNanos() || takeLease());
        }

        /**
         * Kept until the next turn, so that the others leave the job alone; when its holder is gone, another takes
         * over.
         */
        private boolean takeLease() {
            leasedAt = System.nanoTime();
            return leases.take(lease, every.multipliedBy(2));
        }
    }
}
