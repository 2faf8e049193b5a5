package dev.parley.platform.events;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Runs every {@link Expiry} there is. */
@ApplicationScoped
class ExpiryJob {

    private static final Logger LOG = Logger.getLogger(ExpiryJob.class);

    private final List<Expiry> expiries;
    private final Leases leases;
    private final Clock clock;
    private final List<Loop> loops = new ArrayList<>();

    ExpiryJob(@All List<Expiry> expiries, Leases leases, Clock clock) {
        this.expiries = expiries;
        this.leases = leases;
        this.clock = clock;
    }

    void start(@Observes @Priority(StartOrder.JOBS) StartupEvent event) {
        expiries.forEach(
                expiry -> loops.add(Loop.start("expiry-" + expiry.name(), expiry.every(), () -> turn(expiry))));
    }

    private void turn(Expiry expiry) {
        // kept until the next turn, so that the others leave it alone; when its holder is gone, another takes over
        if (leases.take("expiry-" + expiry.name(), expiry.every().multipliedBy(2))) {
            int ended = expiry.sweep(clock.instant());
            if (ended > 0) {
                LOG.infof("Expired: what=%s count=%d", expiry.name(), ended);
            }
        }
    }

    void stop(@Observes ShutdownEvent event) {
        loops.parallelStream().forEach(Loop::close);
    }
}
