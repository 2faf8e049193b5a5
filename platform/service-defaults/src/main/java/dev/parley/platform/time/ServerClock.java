package dev.parley.platform.time;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bson.Document;
import org.jboss.logging.Logger;

/**
 * The time of the database server, in UTC and milliseconds: all instances on a database agree on leases, deadlines and
 * sweeps, whatever their own clock skew.
 *
 * <p>The offset of this machine's clock from the server's is measured by {@link #measure}; between two measurements the
 * time follows {@code nanoTime}, so setting the clock has no effect. An offset within {@link #TOLERANCE} is mostly
 * network latency and counts as none. Until the server has responded once, and where it does not tell its time, this
 * machine's clock is used.
 */
public final class ServerClock extends Clock {

    static final Duration TOLERANCE = Duration.ofMillis(500);

    private static final Logger LOG = Logger.getLogger(ServerClock.class);

    private final Supplier<Instant> server;
    private final Clock machine;
    private final LongSupplier nanoTime;
    private volatile Base base;
    private volatile Duration offset = Duration.ZERO;

    /** The time at a value of {@code nanoTime}. */
    private record Base(Instant time, long nanos) {}

    /**
     * Before the first measurement.
     *
     * @param machine this machine's clock
     */
    public ServerClock(MongoDatabase database, Clock machine) {
        this(() -> timeOf(database), machine, System::nanoTime);
    }

    /** @param server asks the server for its time; may throw */
    ServerClock(Supplier<Instant> server, Clock machine, LongSupplier nanoTime) {
        this.server = server;
        this.machine = machine;
        this.nanoTime = nanoTime;
        this.base = now(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        Base known = base;
        return known.time.plusNanos(nanoTime.getAsLong() - known.nanos).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The offset of the server's clock from this machine's, as last measured. */
    Duration offset() {
        return offset;
    }

    /**
     * Measures the offset; keeps the last one when the server does not respond.
     *
     * @return whether it responded
     */
    public boolean measure() {
        Duration measured;
        try {
            Base asked = now(Duration.ZERO);
            Instant told = server.get();
            Duration way = Duration.ofNanos((nanoTime.getAsLong() - asked.nanos) / 2);
            measured = Duration.between(asked.time.plus(way), told);
        } catch (RuntimeException e) {
            LOG.debug("The database server did not tell its time", e);
            return false;
        }
        follow(measured.abs().compareTo(TOLERANCE) <= 0 ? Duration.ZERO : measured);
        return true;
    }

    private void follow(Duration measured) {
        if (measured.minus(offset).abs().compareTo(TOLERANCE) > 0) {
            LOG.warnf(
                    "This machine's clock differs from the database server's, using the server's: "
                            + "offsetMillis=%d before=%d",
                    measured.toMillis(), offset.toMillis());
        }
        offset = measured;
        base = now(measured);
    }

    /**
     * MongoDB, FerretDB and mongo-java-server all tell their time in the legacy form of {@code hello}; the last one
     * lacks the new form.
     */
    static Instant timeOf(MongoDatabase database) {
        Date time = database.runCommand(new Document("ismaster", 1)).getDate("localTime");
        if (time == null) {
            throw new IllegalStateException("The database server does not tell its time");
        }
        return time.toInstant();
    }

    private Base now(Duration ahead) {
        long before = nanoTime.getAsLong();
        Instant time = machine.instant();
        long between = (nanoTime.getAsLong() - before) / 2;
        return new Base(time.plus(ahead), before + between);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The server's time is UTC");
    }
}
