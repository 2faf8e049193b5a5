package dev.parley.platform.id;

import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys of operations that a document stores beside their effect, so that a retry finds it done: ids derived from
 * the seed of an {@code Idempotency-Key} ({@code idempotency.idFor(…)}). Such an id is the same for every retry of one
 * caller on one route and for no other request, and contains the time by which the key expires.
 */
public final class OneTimeKeys {

    /** The lifetime of an idempotency key. */
    public static final Duration KEPT = Duration.ofHours(24);
    /** The maximum number of keys in one document. */
    public static final int MOST = 500;

    private OneTimeKeys() {}

    /**
     * Adds this key to those that have not expired.
     *
     * @throws Problem 429 when there are 500 of them; with the time until the oldest expires
     */
    public static List<String> with(List<String> known, String key, Instant now) {
        List<String> keys = new ArrayList<>(holding(known, now));
        if (keys.size() >= MOST) {
            Instant oldest =
                    keys.stream().map(Ids::timeOf).min(Instant::compareTo).orElse(now);
            throw Problems.rateLimited(Duration.between(now, oldest.plus(KEPT)).plusSeconds(1));
        }
        keys.add(key);
        return List.copyOf(keys);
    }

    /**
     * The keys of two documents that are merged; beyond 500 the oldest are dropped, because a merge is never refused.
     */
    public static List<String> merged(List<String> known, List<String> others, Instant now) {
        List<String> keys = Stream.concat(holding(known, now).stream(), holding(others, now).stream())
                .distinct()
                .sorted(Comparator.comparing(Ids::timeOf))
                .toList();
        return keys.subList(Math.max(0, keys.size() - MOST), keys.size());
    }

    private static List<String> holding(List<String> keys, Instant now) {
        return keys.stream()
                .filter(key -> Ids.isValid(key) && Ids.timeOf(key).plus(KEPT).isAfter(now))
                .toList();
    }
}
