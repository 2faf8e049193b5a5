package dev.parley.embedded;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A MongoDB-compatible server (mongo-java-server) on one H2 file.
 *
 * <p>Writes are flushed to disk within {@value #COMMIT_MILLIS} ms: at most the writes of that time are lost when the
 * JVM is killed.
 */
public final class EmbeddedMongo implements Engine {

    static final int COMMIT_MILLIS = 50;
    private static final int CACHE_MEGABYTES = 16;
    /**
     * How long a replaced chunk of the file is kept; H2's default of 45 s lets a busy file grow to hundreds of
     * megabytes.
     */
    private static final int RETENTION_MILLIS = 5_000;

    private static final String USER = "parley";

    private final Path file;
    private final int port;
    private final @Nullable String password;
    private @Nullable MongoServer running;

    /**
     * @param port the port to listen on, 0 for a free one
     * @param password the password of clients; null for no authentication
     */
    public EmbeddedMongo(Path directory, int port, @Nullable String password) {
        this.file = directory.resolve("documents.mv");
        this.port = Ports.orFree(port);
        this.password = password;
    }

    @Override
    public synchronized void start() {
        if (running != null) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("No folder for the documents", e);
        }
        // the store's own background writer is off: it commits with a delay of up to a second, and after a kill the
        // file ends there
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .cacheSize(CACHE_MEGABYTES)
                .open();
        store.setRetentionTime(RETENTION_MILLIS);
        store.setVersionsToKeep(0);
        MongoBackend backend = new PatchedBackend(store);
        MongoServer server =
                new MongoServer(password == null ? backend : new PasswordProtected(backend, USER, password));
        try {
            server.bind("127.0.0.1", port);
        } catch (RuntimeException e) {
            server.shutdownNow();
            throw new IllegalStateException("The document store cannot listen on port " + port, e);
        }
        running = server;
        Thread.ofPlatform().daemon().name("mongo-commit").start(() -> commitUntilClosed(store));
    }

    private static void commitUntilClosed(MVStore store) {
        while (!store.isClosed()) {
            store.tryCommit();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(COMMIT_MILLIS));
        }
    }

    @Override
    public synchronized void stop() {
        if (running == null) {
            return;
        }
        running.shutdownNow(); // closes the backend, which commits and closes the store
        running = null;
    }

    @Override
    public synchronized boolean running() {
        return running != null;
    }

    /** {@code mongodb://127.0.0.1:<port>/?retryWrites=false}, with user and password where there is one. */
    @Override
    public String address() {
        return address(port, password);
    }

    /**
     * The URI of a server on this port.
     *
     * @param password of letters, digits, {@code -} and {@code _}
     */
    public static String address(int port, @Nullable String password) {
        String server = "127.0.0.1:" + port + "/?retryWrites=false";
        return password == null
                ? "mongodb://" + server
                : "mongodb://" + USER + ":" + password + "@" + server + "&authMechanism=PLAIN&authSource=$external";
    }
}
