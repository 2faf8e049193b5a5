package dev.parley.platform.http;

import dev.parley.platform.redis.RedisCalls;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.redis.consts.LuaScripts;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps Bucket4j's buckets in Redis over the client that the service has anyway. */
final class RedisBuckets extends AbstractCompareAndSwapBasedProxyManager<String> {

    private static final Duration LIMIT = Duration.ofMillis(50);

    private final RedisCalls redis;

    RedisBuckets(RedisCalls redis) {
        super(ClientSideConfig.getDefault());
        this.redis = redis;
    }

    /** Redis cannot be asked; count in this process instead. */
    static final class Away extends RuntimeException {
        Away(Throwable cause) {
            super(null, cause, false, false);
        }
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
        return new CompareAndSwapOperation() {
            @Override
            public Optional<byte[]> getStateData(Optional<Long> timeoutNanos) {
                return Optional.ofNullable(send(Command.GET, key)).map(Response::toBytes);
            }

            @Override
            @SuppressWarnings("NullAway") // the first swap of a bucket has nothing to compare with
            public boolean compareAndSwap(
                    byte @Nullable [] before, byte[] after, RemoteBucketState state, Optional<Long> timeoutNanos) {
                long kept = keptMillis(state);
                Response swapped = before == null
                        ? send(Command.EVAL, LuaScripts.SCRIPT_SET_NX_PX, 1, key, after, kept)
                        : send(Command.EVAL, LuaScripts.SCRIPT_COMPARE_AND_SWAP_PX, 1, key, before, after, kept);
                return swapped != null
                        && !swapped.toString().equals("0")
                        && !swapped.toString().equals("false");
            }
        };
    }

    /** A bucket that is full again is the same as none, so it may go when its window has passed. */
    private static long keptMillis(RemoteBucketState state) {
        return Duration.ofNanos(state.getConfiguration().getBandwidths()[0].getRefillPeriodNanos())
                .toMillis();
    }

    private @Nullable Response send(Command command, Object... arguments) {
        try {
            return redis.send(LIMIT, command, arguments);
        } catch (RedisCalls.Unavailable e) {
            throw new Away(e);
        }
    }

    @Override
    public void removeProxy(String key) {
        send(Command.DEL, key);
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String key) {
        throw new UnsupportedOperationException("buckets are asked on virtual threads");
    }

    @Override
    protected java.util.concurrent.CompletableFuture<Void> removeAsync(String key) {
        throw new UnsupportedOperationException("buckets are asked on virtual threads");
    }

    @Override
    public boolean isAsyncModeSupported() {
        return false;
    }
}
