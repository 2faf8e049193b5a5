package dev.parley.analytics.rollup;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Date;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The retention of facts; buckets computed from them are kept. */
@ApplicationScoped
public class Facts {

    /** The expiry of a fact; every collection of facts has a TTL index on it. */
    public static final String EXPIRES_AT = "expiresAt";

    /** The bucket that a fact is counted in. */
    public static final String BUCKET = "bucket";

    private final Period kept;
    private final Clock clock;

    Facts(@ConfigProperty(name = "parley.analytics.facts-kept", defaultValue = "P13M") Period kept, Clock clock) {
        this.kept = kept;
        this.clock = clock;
    }

    /** The expiry of a fact about that time. */
    public Date expiresAt(Instant at) {
        return Date.from(at.atZone(ZoneOffset.UTC).plus(kept).toInstant());
    }

    /**
     * Whether all facts since {@code start} are retained. An older bucket must not be recomputed, because some of its
     * facts have expired, and an older late event is not counted.
     */
    public boolean allRetainedSince(Instant start) {
        return expiresAt(start).toInstant().isAfter(clock.instant());
    }

    /** The start of the day, in UTC. */
    public static Instant day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
