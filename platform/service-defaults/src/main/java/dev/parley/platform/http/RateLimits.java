package dev.parley.platform.http;

import dev.parley.platform.ServiceName;
import dev.parley.platform.http.RateLimit.Taken;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.redis.RedisCalls;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;

/**
 * Counts requests. Named limits are counted in Redis for all instances together, in this process while Redis is
 * unavailable. The default per address is counted in this process: it protects the process, at no cost.
 */
@ApplicationScoped
public class RateLimits {

    private static final String PREFIX = "parley.rate-limits.";

    private final Config config;
    private final String service;
    private final SharedBuckets shared;
    private final LocalBuckets local = new LocalBuckets();
    private final long scale;
    private final long peoplePerAddress;
    private final Map<String, RateLimit> limits = new ConcurrentHashMap<>();

    RateLimits(Config config, ServiceName service, RedisCalls redis) {
        this.config = config;
        this.service = service.owner();
        this.shared = new SharedBuckets(redis, config.getValue(PREFIX + "timeout", Duration.class));
        this.scale = config.getValue(PREFIX + "scale", Long.class);
        this.peoplePerAddress = config.getValue(PREFIX + "people-per-address", Long.class);
    }

    /**
     * Counts a request of a caller that is not known from the token, such as a client that has just authenticated;
     * {@link RateLimited} is for all others.
     *
     * @param name of {@code parley.rate-limits.<name>}
     * @throws Problem 429 beyond the limit
     */
    public void count(String name, String caller) {
        Taken taken = take(name, caller);
        if (!taken.allowed()) {
            throw Problems.rateLimited(taken.until());
        }
    }

    /** Counts one request of a caller against a named limit. */
    Taken take(String name, String caller) {
        return take(limit(name), caller);
    }

    /** Counts one request of an address, which may be several people, against a named limit. */
    Taken takeOfAddress(String name, String address) {
        return take(limit(name).times(peoplePerAddress), "address:" + address);
    }

    /** Counts one request of an address to this instance against the default. */
    Taken takeDefault(String address) {
        RateLimit limit = limit(RateLimited.DEFAULT);
        return local.take(key(limit, "address:" + address), limit);
    }

    private Taken take(RateLimit limit, String caller) {
        String key = key(limit, caller);
        try {
            return shared.take(key, limit);
        } catch (RedisCalls.Unavailable e) {
            return local.take(key, limit);
        }
    }

    private RateLimit limit(String name) {
        return limits.computeIfAbsent(
                name,
                n -> RateLimit.parse(n, config.getValue(PREFIX + n, String.class))
                        .times(scale));
    }

    /** Includes the limit: a changed limit is another bucket. */
    private String key(RateLimit limit, String caller) {
        return "parley:" + service + ":rate-" + limit.name() + "-" + limit.requests() + "/" + limit.window() + ":"
                + caller;
    }
}
