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

/** Runs every {@link RecurringJob}, each in a loop of its own that no failure ends. */
@ApplicationScoped
public class RecurringJobs {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(5);

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
     * Runs one turn of a job as if it were {@code now}, regardless of its lease: for tests.
     *
     * @return the number of items handled without a failure
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
        private final Duration leaseTime;
        private long renewAt = System.nanoTime();

        Work(RecurringJob<I> job, MeterRegistry metrics) {
            name = job.name();
            lease = "job-" + name;
            every = job.every();
            Duration twoTurns = every.multipliedBy(2);
            leaseTime = twoTurns.compareTo(SHORTEST_LEASE) > 0 ? twoTurns : SHORTEST_LEASE;
            runner = new JobRunner<>(job, metrics);
        }

        void turn() {
            if (goesOn()) {
                runner.turn(clock.instant(), this::goesOn);
            }
        }

        /**
         * Whether this instance holds the lease. It is held until after the next turn, so that other instances skip the
         * job, and renewed after half of its time; when its holder is killed, another instance takes over.
         */
        private boolean goesOn() {
            if (stopping || System.nanoTime() - renewAt < 0) {
                return !stopping;
            }
            long asked = System.nanoTime();
            boolean taken = leases.take(lease, leaseTime);
            renewAt = taken ? asked + leaseTime.toNanos() / 2 : asked;
            return taken;
        }
    }
}
