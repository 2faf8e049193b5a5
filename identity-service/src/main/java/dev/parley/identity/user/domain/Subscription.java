package dev.parley.identity.user.domain;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The subscription of an account.
 *
 * @param endDate after it the plan counts as free; null means it has no end
 * @param features in addition to those of the plan, until the end date
 */
public record Subscription(
        Plan plan, Instant startDate, @Nullable Instant endDate, Set<Feature> features) {

    public Subscription {
        features = Set.copyOf(features);
        if (endDate != null && !endDate.isAfter(startDate)) {
            throw new UserProblem.SubscriptionEndsBeforeItStarts();
        }
    }

    /** The subscription of a new account. */
    public static Subscription free(Instant now) {
        return new Subscription(Plan.FREE, now, null, Set.of());
    }

    /** The plan that applies at the given moment. */
    public Plan planAt(Instant now) {
        return isRunning(now) ? plan : Plan.FREE;
    }

    /** The additional features that apply at the given moment, in order. */
    public Set<Feature> featuresAt(Instant now) {
        return isRunning(now) ? new TreeSet<>(features) : Set.of();
    }

    private boolean isRunning(Instant now) {
        return !now.isBefore(startDate) && (endDate == null || now.isBefore(endDate));
    }
}
