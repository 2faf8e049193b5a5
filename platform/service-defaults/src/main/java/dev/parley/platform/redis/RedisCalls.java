package dev.parley.platform.redis;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.faulttolerance.api.Guard;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Redis commands that must never delay a request: each has a time limit, and after several failures a circuit breaker
 * skips Redis for some seconds. Redis is only an optimization: correctness never depends on it.
 */
@ApplicationScoped
public class RedisCalls {

    private static final Logger LOG = Logger.getLogger(RedisCalls.class);

    private final Redis redis;
    private final Guard breaker = Guard.create()
            .withCircuitBreaker()
            .name("redis")
            .requestVolumeThreshold(8)
            .failureRatio(0.5)
            .delay(2, ChronoUnit.SECONDS)
            .successThreshold(2)
            .onStateChange(state -> LOG.warnf("Redis circuit breaker: state=%s", state))
            .done()
            .build();

    RedisCalls(ReactiveRedisDataSource redis) {
        this.redis = redis.getRedis();
    }

    /** Redis did not respond, not in time, or the circuit breaker is open. */
    public static final class Unavailable extends Exception {
        Unavailable(Throwable cause) {
            super("Redis is not available: " + cause, cause, false, false);
        }
    }

    /**
     * Sends a command and waits for its response.
     *
     * @param arguments {@code byte[]} as it is, anything else as its text
     * @return the response, null for Redis's nil
     */
    public @Nullable Response send(Duration limit, Command command, Object... arguments) throws Unavailable {
        Request request = Request.cmd(command);
        for (Object argument : arguments) {
            if (argument instanceof byte[] bytes) {
                request.arg(bytes);
            } else {
                request.arg(argument.toString());
            }
        }
        Callable<Answer> call = () -> new Answer(redis.send(request).await().atMost(limit));
        try {
            return breaker.call(call, Answer.class).value;
        } catch (Exception e) {
            throw new Unavailable(e);
        }
    }

    private record Answer(@Nullable Response value) {}
}
