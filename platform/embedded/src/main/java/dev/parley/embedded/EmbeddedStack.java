package dev.parley.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Kafka, a document store and Redis, each embedded or, where its address is configured, an external server.
 *
 * <p>{@code MONGODB_URI}, {@code KAFKA_BOOTSTRAP_SERVERS} and {@code REDIS_URL}, as system properties or environment
 * variables, replace a part.
 */
public final class EmbeddedStack implements AutoCloseable {

    private final Part<EmbeddedKafka> kafka;
    private final Part<EmbeddedMongo> mongo;
    private final Part<EmbeddedRedis> redis;
    private final @Nullable Path temporary;

    /** The address of a part, and its engine if it is embedded. */
    private record Part<E extends Engine>(String address, Optional<E> engine) {

        static <E extends Engine> Part<E> of(Optional<String> external, Supplier<E> embedded) {
            return external.map(address -> new Part<E>(address, Optional.empty()))
                    .orElseGet(() -> {
                        E engine = embedded.get();
                        return new Part<>(engine.address(), Optional.of(engine));
                    });
        }

        E ours() {
            return engine.orElseThrow(() ->
                    new IllegalStateException("Not embedded, so it cannot be stopped or started here: " + address));
        }
    }

    /** The ports of the engines; 0 takes a free one. */
    public record PortNumbers(int kafka, int mongo, int redis) {

        /** Free ports. */
        public static final PortNumbers FREE = new PortNumbers(0, 0, 0);
    }

    /** The passwords of the engines; null for an engine without authentication. */
    public record Passwords(
            @Nullable String kafka,
            @Nullable String mongo,
            @Nullable String redis) {

        /** No authentication, for tests. */
        public static final Passwords NONE = new Passwords(null, null, null);
    }

    /** As {@link #EmbeddedStack(Path, PortNumbers, Passwords, Function)}, with engines without authentication. */
    public EmbeddedStack(Path directory, PortNumbers ports, Function<String, Optional<String>> configuration) {
        this(directory, ports, Passwords.NONE, configuration);
    }

    /**
     * A stack that keeps its data in {@code directory}; nothing runs before {@link #start}.
     *
     * @param configuration looks up a configured value by a name such as {@code MONGODB_URI}
     */
    public EmbeddedStack(
            Path directory, PortNumbers ports, Passwords passwords, Function<String, Optional<String>> configuration) {
        this(directory, ports, passwords, configuration, null);
    }

    private EmbeddedStack(
            Path directory,
            PortNumbers ports,
            Passwords passwords,
            Function<String, Optional<String>> configuration,
            @Nullable Path temporary) {
        this.kafka = Part.of(
                configuration.apply("KAFKA_BOOTSTRAP_SERVERS"),
                () -> new EmbeddedKafka(directory.resolve("kafka"), ports.kafka(), passwords.kafka()));
        this.mongo = Part.of(
                configuration.apply("MONGODB_URI"),
                () -> new EmbeddedMongo(directory.resolve("mongo"), ports.mongo(), passwords.mongo()));
        this.redis = Part.of(
                configuration.apply("REDIS_URL"),
                () -> new EmbeddedRedis(directory.resolve("redis"), ports.redis(), passwords.redis()));
        this.temporary = temporary;
    }

    /**
     * A started stack for tests: free ports, data in a temporary folder that {@link #close} removes. A part is replaced
     * by {@code PARLEY_TEST_MONGODB_URI}, {@code KAFKA_BOOTSTRAP_SERVERS} or {@code REDIS_URL}.
     */
    public static EmbeddedStack temporary() {
        try {
            Path directory = Files.createTempDirectory("parley-stack-");
            EmbeddedStack stack = new EmbeddedStack(
                    directory,
                    PortNumbers.FREE,
                    Passwords.NONE,
                    name -> configured(name.equals("MONGODB_URI") ? "PARLEY_TEST_MONGODB_URI" : name),
                    directory);
            stack.start();
            return stack;
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder for the stack", e);
        }
    }

    /** The system property, else the environment variable, of this name; a blank one counts as not set. */
    public static Optional<String> configured(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(name)))
                .filter(value -> !value.isBlank());
    }

    /**
     * Starts the embedded parts concurrently and returns once all respond.
     *
     * @throws IllegalStateException in the fast lane of tests, which starts no engine
     */
    public void start() {
        if (Boolean.getBoolean("parley.tests.fast")) {
            throw new IllegalStateException("The fast lane of tests starts no engine: give this test the tag slow");
        }
        try {
            CompletableFuture.allOf(engines()
                            .map(engine -> CompletableFuture.runAsync(
                                    engine::start, task -> Thread.ofPlatform().start(task)))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (CompletionException e) {
            close();
            throw new IllegalStateException("The stack does not start", e.getCause());
        }
    }

    /** Stops the embedded parts, Kafka first because its shutdown takes longest. */
    @Override
    public void close() {
        engines().forEach(Engine::stop);
        if (temporary != null) {
            remove(temporary);
        }
    }

    private Stream<Engine> engines() {
        return List.of(kafka, mongo, redis).stream()
                .map(Part::engine)
                .flatMap(Optional::stream)
                .map(Engine.class::cast);
    }

    private static void remove(Path directory) {
        try (Stream<Path> content = Files.walk(directory)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary folder cannot be removed: " + directory, e);
        }
    }

    /** The address of the document store. */
    public String mongodbUri() {
        return mongo.address();
    }

    /** The address of Kafka. */
    public String kafkaBootstrapServers() {
        return kafka.address();
    }

    /** The address of Redis. */
    public String redisUrl() {
        return redis.address();
    }

    /**
     * The embedded broker, for stopping and restarting.
     *
     * @throws IllegalStateException when it is not embedded
     */
    public Engine kafka() {
        return kafka.ours();
    }

    /** The embedded document store, as {@link #kafka}. */
    public Engine mongo() {
        return mongo.ours();
    }

    /** The embedded Redis, as {@link #kafka}. */
    public Engine redis() {
        return redis.ours();
    }

    /** Whether the document store is embedded, so that a test may stop {@link #mongo}. */
    public boolean embedsMongo() {
        return mongo.engine().isPresent();
    }
}
