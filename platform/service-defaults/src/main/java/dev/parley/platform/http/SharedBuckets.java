package dev.parley.platform.http;

import dev.parley.platform.http.RateLimit.Taken;
import dev.parley.platform.redis.RedisCalls;
import dev.parley.platform.redis.RedisCalls.Unavailable;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.Objects;

/**
 * Rate limit buckets in Redis, for all instances together: one round trip, on the clock of Redis, because the clocks of
 * instances differ.
 */
final class SharedBuckets {

    /**
     * KEYS: the bucket; ARGV: interval and window in microseconds. Returns whether the request is allowed, and the
     * microseconds until the bucket is full or the next request is allowed.
     */
    private static final String TAKE = """
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local window = tonumber(ARGV[2])
            local full = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now) + tonumber(ARGV[1])
            local untilFull = full - now
            if untilFull > window then
              return {0, untilFull - window}
            end
            redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil(untilFull / 1000))
            return {1, untilFull}
            """;

    private final RedisCalls redis;
    private final Duration timeout;

    SharedBuckets(RedisCalls redis, Duration timeout) {
        this.redis = redis;
        this.timeout = timeout;
    }

    Taken take(String key, RateLimit limit) throws Unavailable {
        Response answer = Objects.requireNonNull(
                redis.send(timeout, Command.EVAL, TAKE, 1, key, limit.intervalMicros(), limit.windowMicros()));
        long micros = answer.get(1).toLong();
        return answer.get(0).toLong() == 1 ? limit.allowed(micros) : limit.refused(micros);
    }
}
