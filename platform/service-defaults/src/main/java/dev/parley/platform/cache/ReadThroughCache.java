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
 * A cache in Redis of bytes that go out as they are, each with the version it shows. The owner's events do not delete
 * entries, they say {@link #atLeast}: then a slow reader cannot put back what was just replaced. A cache that is slow
 * or away is skipped, it never fails a request.
 */
@ApplicationScoped
public class ReadThroughCache {

    private static final Logger LOG = Logger.getLogger(ReadThroughCache.class);
    // On a user's path a cache that takes longer than this is worse than none.
    private static final Duration READ_LIMIT = Duration.ofMillis(50);
    // What waits for it is no user.
    private static final Duration MARK_LIMIT = Duration.ofSeconds(1);
    private static final Duration MARK_LIFE = Duration.ofSeconds(60);
    /** Beyond so many an old entry may live on until it expires. */
    private static final int MOST_OWED = 10_000;
    // The largest whole number that Lua still counts exactly.
    private static final long NEVER = 1L << 53;

    // An entry is its version, a line feed, the body. What was loaded for longer than a mark lives may be older than a
    // mark that has gone.
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
    /** The newest version of each key that the cache has not been told of; until then the key is read past it. */
    private final ConcurrentMap<String, Long> owed = new ConcurrentHashMap<>();

    /**
     * What is cached.
     *
     * @param version of the thing shown, not negative
     * @param body the bytes that go out
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never compared
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
     * The entry from the cache, else from {@code load}, which then fills the cache. Of many that miss the same entry at
     * once in this process one loads and the others take its result; what {@code load} throws reaches all of them.
     *
     * @param ttl how long the entry lives in the cache
     */
    public Optional<Entry> get(String kind, String id, Duration ttl, Supplier<Optional<Entry>> load) {
        String key = key(kind, id);
        Entry cached = read(key);
        return cached != null ? Optional.of(cached) : loadOnce(key, ttl, load);
    }

    /** Entries older than this version are neither served nor taken any more. */
    public void atLeast(String kind, String id, long version) {
        String key = key(kind, id);
        // Who comes from now on must not be served by a load that began before.
        loading.remove(key);
        // Owed before it is told: who reads meanwhile must not be served the old entry.
        if (owed.size() < MOST_OWED || owed.containsKey(key)) {
            owed.merge(key, version, Math::max);
        }
        if (!told(key, version, MARK_LIMIT)) {
            LOG.warnf("Cache not told of a new version yet key=%s version=%d", key, version);
        }
    }

    /**
     * Whether the cache knows every version it was to be told of for this key; tells it now if it did not listen then.
     */
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

    /** The thing is gone: its entry is removed, and none is taken for a minute. */
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

    /** Redis's own time in milliseconds; empty when it does not answer. */
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
            LOG.debugf("Cache not filled key=%s reason=%s", key, e.getMessage());
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
