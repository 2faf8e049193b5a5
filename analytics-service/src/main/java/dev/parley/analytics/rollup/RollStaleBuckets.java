package dev.parley.analytics.rollup;

import dev.parley.platform.events.RecurringJob;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Recurring job: recomputes stale buckets, those of frequent events and those left by a crashed instance. Items are ids
 * of buckets.
 */
@ApplicationScoped
class RollStaleBuckets implements RecurringJob<String> {

    private final Rollups rollups;
    private final Map<String, Figures> figures;

    RollStaleBuckets(Rollups rollups, @All List<Figures> figures) {
        this.rollups = rollups;
        this.figures = figures.stream().collect(Collectors.toMap(Figures::kind, Function.identity()));
    }

    @Override
    public String name() {
        return "stale-buckets";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }

    @Override
    public List<String> due(Instant now, int most) {
        return rollups.stale(most);
    }

    @Override
    public void handle(String bucketId, Instant now) {
        rollups.find(bucketId).ifPresent(bucket -> {
            Figures maker = figures.get(bucket.kind());
            if (maker != null) {
                rollups.roll(bucket, maker::of);
            }
        });
    }
}
