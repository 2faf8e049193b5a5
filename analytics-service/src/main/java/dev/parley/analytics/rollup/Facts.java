package dev.parley.analytics.rollup;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Date;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long facts are kept; the buckets made of them stay. */
@ApplicationScoped
public class Facts {

    /** When a fact ends; every collection of facts has a TTL index on it. */
    public static final String EXPIRES_AT = "expiresAt";

    /** The bucket a fact counts in. */
    public static final String BUCKET = "bucket";

    private final Period kept;
    private final Clock clock;

    Facts(@ConfigProperty(name = "parley.analytics.facts-kept", defaultValue = "P13M") Period kept, Clock clock) {
        this.kept = kept;
        this.clock = clock;
    }

    /** When a fact about that time ends. */
    public Date expiresAt(Instant at) {
        return Date.from(at.atZone(ZoneOffset.UTC).plus(kept).toInstant());
    }

    /**
     * Whether all facts of the time from {@code start} on are still here. A bucket from before must not be set again,
     * for some of its facts are gone, and a late event from before is not counted.
     */
    public boolean allKeptSince(Instant start) {
        return expiresAt(start).toInstant().isAfter(clock.instant());
    }

    /** The start of the day, in UTC. */
    public static Instant day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
