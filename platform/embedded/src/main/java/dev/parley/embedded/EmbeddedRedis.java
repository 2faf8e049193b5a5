package dev.parley.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis server in a process of its own, from the binary in {@code embedded-redis}.
 *
 * <p>It holds caches and rate limits, so nothing is persisted over a restart. A watchdog restarts it when it dies, and
 * ends it as soon as the pipe to this JVM closes, so that it cannot outlive the JVM, even after a hard kill.
 */
public final class EmbeddedRedis implements Engine {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /**
     * Runs the command given as arguments, and restarts it when it dies, until standard input ends (the JVM has died)
     * or the shell gets a signal to stop.
     */
    private static final String WATCHDOG = """
            exec 3<&0
            stopping=
            trap 'stopping=1; kill "$redis" 2>/dev/null' TERM INT
            { read -r _ <&3; kill -TERM $$; } & watch=$!
            while [ -z "$stopping" ]; do
              "$@" 3<&- </dev/null & redis=$!
              while kill -0 "$redis" 2>/dev/null; do wait "$redis"; done
              [ -n "$stopping" ] || sleep 0.5
            done
            kill "$watch" 2>/dev/null
            """;

    private final Path directory;
    private final int port;
    private final @Nullable String password;
    private @Nullable Process process;

    /** A server without authentication, for tests. */
    public EmbeddedRedis(Path directory, int port) {
        this(directory, port, null);
    }

    /**
     * @param port the port to listen on, 0 for a free one
     * @param password the password of clients; null for a server without authentication
     */
    public EmbeddedRedis(Path directory, int port, @Nullable String password) {
        this.directory = directory;
        this.port = Ports.orFree(port);
        this.password = password;
    }

    @Override
    public synchronized void start() {
        if (process != null) {
            return;
        }
        try {
            File log = Files.createDirectories(directory).resolve("redis.log").toFile();
            process = new ProcessBuilder(command(executable(), configuration()))
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            awaitPong(process, log);
        } catch (IOException e) {
            stop();
            throw new UncheckedIOException("Redis does not start", e);
        }
    }

    /** The password goes into a file that only its owner can read: a command line is visible to every user. */
    private Path configuration() throws IOException {
        Path file = directory.resolve("redis.conf");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, password == null ? "" : "requirepass " + password + "\n");
    }

    private List<String> command(File executable, Path configuration) {
        return List.of(
                "/bin/sh",
                "-c",
                WATCHDOG,
                "parley-redis",
                executable.getAbsolutePath(),
                configuration.toAbsolutePath().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                directory.toAbsolutePath().toString(),
                "--save",
                "",
                "--appendonly",
                "no",
                "--maxmemory",
                "64mb",
                "--maxmemory-policy",
                "allkeys-lru");
    }

    /**
     * Unpacks the binary for this system, at every start, because the one of the last start may be of an older version.
     */
    private File executable() throws IOException {
        Path unpacked = directory.resolve("bin");
        Files.createDirectories(unpacked);
        try (Stream<Path> old = Files.list(unpacked)) {
            for (Path path : old.toList()) {
                Files.delete(path);
            }
        }
        File executable =
                ExecutableProvider.newJarResourceProvider(unpacked.toFile()).get();
        if (!executable.setExecutable(true)) {
            throw new IOException("Not executable: " + executable);
        }
        return executable;
    }

    private void awaitPong(Process started, File log) throws IOException {
        Instant deadline = Instant.now().plus(TIMEOUT);
        while (!answers()) {
            if (!started.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IOException("Redis does not answer on port " + port + "; its log is " + log);
            }
            try {
                started.waitFor(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while Redis was starting", e);
            }
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            return answer.equals("+PONG") || answer.equals("-NOAU"); // NOAUTH: it is running, and requires the password
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public synchronized void stop() {
        if (process == null) {
            return;
        }
        Process stopping = process;
        process = null;
        stopping.destroy();
        try {
            if (!stopping.waitFor(5, TimeUnit.SECONDS)) {
                stopping.descendants().forEach(ProcessHandle::destroyForcibly);
                stopping.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean running() {
        return process != null && process.isAlive();
    }

    /** {@code redis://127.0.0.1:<port>}, including the password if there is one: {@code redis://:<password>@…} */
    @Override
    public String address() {
        return address(port, password);
    }

    /** The URI of a server with this port and password. */
    public static String address(int port, @Nullable String password) {
        return "redis://" + (password == null ? "" : ":" + password + "@") + "127.0.0.1:" + port;
    }
}
