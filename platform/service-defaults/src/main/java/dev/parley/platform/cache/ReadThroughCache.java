package dev.parley.platform.cache;

import dev.parley.platform.ServiceName;
import dev.parley.platform.redis.RedisCalls;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A cache of response bytes in Redis, each with its version. The owner's events do not delete entries but raise the
 * minimum version by {@link #atLeast}, so that a slow reader cannot restore a stale entry. A slow or unavailable cache
 * is bypassed and never fails a request.
 */
@ApplicationScoped
public class ReadThroughCache {

    private static final Logger LOG = Logger.getLogger(ReadThroughCache.class);
    // The time limit on a user's path: a slower cache is worse than none.
    private static final Duration READ_LIMIT = Duration.ofMillis(50);
    // The time limit in the background.
    private static final Duration MARK_LIMIT = Duration.ofSeconds(1);
    private static final Duration MARK_LIFE = Duration.ofSeconds(60);
    /** Beyond this number a stale entry may be served until it expires. */
    private static final int MOST_OWED = 10_000;
    // The largest whole number that Lua represents exactly.
    private static final long NEVER = 1L << 53;

    // An entry is its version, a line feed, the body. A load that took longer than a mark lives may be older than a
    // mark that has expired.
    private static final String FILL = """
            local version = tonumber(ARGV[1])
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            if now - tonumber(ARGV[4]) >= tonumber(ARGV[5]) then return 0 end
            local least = redis.call('GET', KEYS[2])
            if least and version < tonumber(least) then return 0 end
            local kept = string.match(redis.call('GETRANGE', KEYS[1], 0, 20), '^(%d+)\\n')
            if kept and version < tonumber(kept) then return 0 end
            redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
            return 1
            """;
    private static final String MARK = """
            local version = tonumber(ARGV[1])
            local least = redis.call('GET', KEYS[2])
            if not least or version > tonumber(least) then redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2]) end
            local kept = string.match(redis.call('GETRANGE', KEYS[1], 0, 20), '^(%d+)\\n')
            if kept and tonumber(kept) < version then redis.call('DEL', KEYS[1]) end
            return 1
            """;

    private final RedisCalls redis;
    private final String service;
    private final Duration markLife;
    private final ConcurrentMap<String, CompletableFuture<Optional<Entry>>> loading = new ConcurrentHashMap<>();
    /** The newest version of each key that Redis could not be told of; until then the cache is bypassed for the key. */
    private final ConcurrentMap<String, Long> owed = new ConcurrentHashMap<>();

    /**
     * A cached response.
     *
     * @param version the version of the represented resource, not negative
     * @param body the bytes of the response
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes are passed through, never compared
    public record Entry(long version, byte[] body) {}

    @Inject
    ReadThroughCache(RedisCalls redis, ServiceName service) {
        this(redis, service, MARK_LIFE);
    }

    ReadThroughCache(RedisCalls redis, ServiceName service, Duration markLife) {
        this.redis = redis;
        this.service = service.owner();
        this.markLife = markLife;
    }

    /**
     * The entry from the cache, else from {@code load}, which then fills the cache. Of concurrent misses of the same
     * entry in this process one loads and the others take its result; an exception of {@code load} reaches all of them.
     *
     * @param ttl the lifetime of the entry in the cache
     */
    public Optional<Entry> get(String kind, String id, Duration ttl, Supplier<Optional<Entry>> load) {
        String key = key(kind, id);
        Entry cached = read(key);
        return cached != null ? Optional.of(cached) : loadOnce(key, ttl, load);
    }

    /** Marks entries older than this version as stale: they are neither served nor stored any more. */
    public void atLeast(String kind, String id, long version) {
        String key = key(kind, id);
        // Later callers must not be served by a load that began before.
        loading.remove(key);
        // Marked here before Redis is told: concurrent readers must not be served the stale entry.
        if (owed.size() < MOST_OWED || owed.containsKey(key)) {
            owed.merge(key, version, Math::max);
        }
        if (!told(key, version, MARK_LIMIT)) {
            LOG.warnf("Stale cache entry not invalidated yet: key=%s version=%d", key, version);
        }
    }

    /** Whether Redis knows every new version of this key; retries a failed {@link #atLeast}. */
    private boolean paid(String key) {
        Long version = owed.get(key);
        return version == null || told(key, version, READ_LIMIT);
    }

    private boolean told(String key, long version, Duration limit) {
        try {
            redis.send(limit, Command.EVAL, MARK, 2, key, mark(key), version, markLife.toMillis());
            owed.remove(key, version);
            return true;
        } catch (RedisCalls.Unavailable e) {
            return false;
        }
    }

    /** Removes the entry of a deleted resource, and stores none for a minute. */
    public void drop(String kind, String id) {
        atLeast(kind, id, NEVER);
    }

    private Optional<Entry> loadOnce(String key, Duration ttl, Supplier<Optional<Entry>> load) {
        CompletableFuture<Optional<Entry>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<Entry>> first = loading.putIfAbsent(key, mine);
        if (first != null) {
            try {
                return first.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
        try {
            OptionalLong began = now();
            Optional<Entry> loaded = load.get();
            if (began.isPresent()) {
                loaded.ifPresent(entry -> fill(key, entry, ttl, began.getAsLong()));
            }
            mine.complete(loaded);
            return loaded;
        } catch (Throwable e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            loading.remove(key, mine);
        }
    }

    private @Nullable Entry read(String key) {
        if (!paid(key)) {
            return null;
        }
        try {
            Response response = redis.send(READ_LIMIT, Command.GET, key);
            return response == null ? null : decode(response.toBytes());
        } catch (RedisCalls.Unavailable e) {
            return null;
        }
    }

    /** Redis's own time in milliseconds; empty when it does not respond. */
    private OptionalLong now() {
        try {
            Response time = Objects.requireNonNull(redis.send(READ_LIMIT, Command.TIME));
            return OptionalLong.of(time.get(0).toLong() * 1000 + time.get(1).toLong() / 1000);
        } catch (RedisCalls.Unavailable e) {
            return OptionalLong.empty();
        }
    }

    private void fill(String key, Entry entry, Duration ttl, long began) {
        if (owed.containsKey(key)) {
            return;
        }
        try {
            redis.send(
                    READ_LIMIT,
                    Command.EVAL,
                    FILL,
                    2,
                    key,
                    mark(key),
                    entry.version,
                    encode(entry),
                    ttl.toMillis(),
                    began,
                    markLife.toMillis());
        } catch (RedisCalls.Unavailable e) {
            LOG.debugf("Cache entry not stored: key=%s reason=%s", key, e.getMessage());
        }
    }

    private String key(String kind, String id) {
        return "parley:" + service + ":" + kind + ":" + id;
    }

    private static String mark(String key) {
        return key + ":least";
    }

    private static byte[] encode(Entry entry) {
        byte[] version = (entry.version + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[version.length + entry.body.length];
        System.arraycopy(version, 0, bytes, 0, version.length);
        System.arraycopy(entry.body, 0, bytes, version.length, entry.body.length);
        return bytes;
    }

    private static @Nullable Entry decode(byte[] bytes) {
        long version = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                byte[] body = new byte[bytes.length - i - 1];
                System.arraycopy(bytes, i + 1, body, 0, body.length);
                return new Entry(version, body);
            }
            version = version * 10 + bytes[i] - '0';
        }
        return null;
    }
}
