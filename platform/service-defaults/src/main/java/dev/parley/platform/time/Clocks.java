package dev.parley.platform.time;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Produces the one {@link Clock} that is injected everywhere, a {@link ServerClock} measured before anything else
 * starts and every minute. A test may replace it.
 */
@ApplicationScoped
class Clocks {

    /** Before migrations, which take leases. */
    private static final int FIRST = 50;

    private static final Logger LOG = Logger.getLogger(Clocks.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    private final ServerClock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** @param database looked up lazily: filters that use the clock are created before the client of the database */
    Clocks(Instance<MongoDatabase> database, MeterRegistry metrics) {
        this.clock = new ServerClock(() -> ServerClock.timeOf(database.get()), Clock.systemUTC(), System::nanoTime);
        Gauge.builder("database_clock_offset_seconds", clock, it -> it.offset().toMillis() / 1000.0)
                .description("Offset of the database server's clock from this machine's")
                .register(metrics);
    }

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return clock;
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) {
        boolean measured = clock.measure();
        if (!measured) {
            LOG.warn("The database server has not told its time yet, using this machine's clock");
        }
        Thread.ofVirtual().name("clock").start(() -> follow(measured));
    }

    private void follow(boolean measuredBefore) {
        boolean measured = measuredBefore;
        try {
            while (!stopping.await((measured ? EVERY : AFTER_A_FAILURE).toMillis(), TimeUnit.MILLISECONDS)) {
                measured = clock.measure();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }
}
