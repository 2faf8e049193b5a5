package dev.parley.platform.http;

import dev.parley.platform.ServiceName;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.redis.RedisCalls;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** Counts requests: in Redis for all instances together, in this process while Redis is away. */
@ApplicationScoped
public class RateLimits {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})/(\\d{1,4})([smh])");
    // Only used while Redis is away; emptied before it can grow without bound.
    private static final int LOCAL_BUCKETS = 50_000;

    private final Config config;
    private final String service;
    private final RedisBuckets shared;
    private final Map<String, Limit> limits = new ConcurrentHashMap<>();
    private final Map<String, Bucket> local = new ConcurrentHashMap<>();

    record Limit(String name, long requests, Duration window) {
        static Limit parse(String name, String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new IllegalStateException("parley.rate-limits." + name + "=" + text + ": write it like 20/1m");
            }
            long count = Long.parseLong(form.group(2));
            Duration window = switch (form.group(3)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofHours(count);
            };
            return new Limit(name, Long.parseLong(form.group(1)), window);
        }

        BucketConfiguration bucket() {
            return BucketConfiguration.builder().addLimit(bandwidth()).build();
        }

        Bandwidth bandwidth() {
            return Bandwidth.builder()
                    .capacity(requests)
                    .refillGreedy(requests, window)
                    .build();
        }
    }

    /** One request counted against a limit. */
    record Taken(Limit limit, boolean allowed, long remaining, Duration until) {}

    RateLimits(Config config, ServiceName service, RedisCalls redis) {
        this.config = config;
        this.service = service.owner();
        this.shared = new RedisBuckets(redis);
    }

    /**
     * Counts one more of somebody whom the request alone does not name, such as a client that has just shown its secret; {@link RateLimited} is for all others.
     *
     * @param name of {@code parley.rate-limits.<name>}
     * @throws Problem 429 beyond the limit
     */
    public void count(String name, String who) {
        Taken taken = take(name, who);
        if (!taken.allowed()) {
            throw Problems.rateLimited(taken.until());
        }
    }

    Taken take(String name, String who) {
        Limit limit = limits.computeIfAbsent(
                name, n -> Limit.parse(n, config.getValue("parley.rate-limits." + n, String.class)));
        String key = "parley:" + service + ":rate-" + name + "-" + limit.requests() + "/" + limit.window() + ":" + who;
        ConsumptionProbe probe;
        try {
            probe = shared.getProxy(key, limit::bucket).tryConsumeAndReturnRemaining(1);
        } catch (RedisBuckets.Away e) {
            if (local.size() >= LOCAL_BUCKETS) {
                local.clear();
            }
            probe = local.computeIfAbsent(
                            key,
                            _ -> Bucket.builder().addLimit(limit.bandwidth()).build())
                    .tryConsumeAndReturnRemaining(1);
        }
        return new Taken(
                limit,
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(
                        probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill()));
    }
}
