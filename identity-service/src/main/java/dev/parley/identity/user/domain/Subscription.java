package dev.parley.identity.user.domain;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an account may use beside what is everybody's.
 *
 * @param endDate after it the plan counts as free; null means it goes on
 * @param features single ones, in addition to those of the plan, for as long as the plan runs
 */
public record Subscription(
        Plan plan, Instant startDate, @Nullable Instant endDate, Set<Feature> features) {

    public Subscription {
        features = Set.copyOf(features);
        if (endDate != null && !endDate.isAfter(startDate)) {
            throw new UserProblem.SubscriptionEndsBeforeItStarts();
        }
    }

    /** What every account begins with. */
    public static Subscription free(Instant now) {
        return new Subscription(Plan.FREE, now, null, Set.of());
    }

    /** The plan that counts at this moment. */
    public Plan planAt(Instant now) {
        return isRunning(now) ? plan : Plan.FREE;
    }

    /** The single features that count at this moment, in order. */
    public Set<Feature> featuresAt(Instant now) {
        return isRunning(now) ? new TreeSet<>(features) : Set.of();
    }

    private boolean isRunning(Instant now) {
        return !now.isBefore(startDate) && (endDate == null || now.isBefore(endDate));
    }
}
