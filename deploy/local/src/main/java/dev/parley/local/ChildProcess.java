package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A supervised process: when it dies without having been stopped it is restarted, after a pause that doubles with each
 * consecutive death. It ignores Ctrl-C, which the terminal sends to every process: its starter stops it.
 */
final class ChildProcess {

    private static final List<String> DEAF_TO_CTRL_C = List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh");
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration HEALTHY = Duration.ofSeconds(60);
    private static final long LARGEST_LOG = 20L << 20;

    private final Spec spec;
    private final Duration firstPause;
    private final Consumer<String> news;
    private Duration pause;
    private boolean wanted = true;
    private @Nullable Process process;
    private int restarts;

    /**
     * The program to run.
     *
     * @param environment added to the launcher's own
     */
    record Spec(String name, List<String> command, Map<String, String> environment, Path log, PidFile pidFile) {}

    /**
     * @param firstPause before the first restart
     * @param news receives a line for each death and restart
     */
    ChildProcess(Spec spec, Duration firstPause, Consumer<String> news) {
        this.spec = spec;
        this.firstPause = firstPause;
        this.pause = firstPause;
        this.news = news;
    }

    String name() {
        return spec.name();
    }

    Path log() {
        return spec.log();
    }

    /** Starts it and supervises it from now on; does nothing after {@link #giveUp}. */
    synchronized void start() {
        if (wanted && process == null) {
            launch();
        }
    }

    private void launch() {
        try {
            Files.createDirectories(spec.log().getParent());
            rotateLog();
            List<String> command = new ArrayList<>(DEAF_TO_CTRL_C);
            command.addAll(spec.command());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
            builder.environment().putAll(spec.environment());
            Process started = builder.start();
            started.getOutputStream().close();
            process = started;
            spec.pidFile().write(started.toHandle());
            long since = System.nanoTime();
            CompletableFuture<Void> _ =
                    started.onExit().thenAccept(ended -> onExit(ended, Duration.ofNanos(System.nanoTime() - since)));
        } catch (IOException e) {
            throw new UncheckedIOException(spec.name() + " cannot be started", e);
        }
    }

    private void rotateLog() throws IOException {
        if (Files.exists(spec.log()) && Files.size(spec.log()) > LARGEST_LOG) {
            Files.move(
                    spec.log(),
                    spec.log().resolveSibling(spec.log().getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private synchronized void onExit(Process ended, Duration lived) {
        if (!wanted || ended.pid() != pid()) {
            return;
        }
        pause = lived.compareTo(HEALTHY) > 0 ? firstPause : pause;
        news.accept(spec.name() + " ended with " + ended.exitValue() + ", restarting in " + Terminal.seconds(pause)
                + " s; its log: " + spec.log());
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                .execute(this::restart);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private synchronized void restart() {
        if (wanted && (process == null || !process.isAlive())) {
            restarts++;
            launch();
        }
    }

    /**
     * Stops it gracefully, or kills it after {@code grace}.
     *
     * @return whether it ended gracefully
     */
    boolean stop(Duration grace) {
        giveUp();
        Process stopping = running();
        if (stopping == null) {
            return true;
        }
        boolean orderly = Processes.stop(stopping.toHandle(), grace);
        spec.pidFile().delete();
        return orderly;
    }

    /** Disables restarts from now on. */
    synchronized void giveUp() {
        wanted = false;
    }

    private synchronized @Nullable Process running() {
        return process;
    }

    /** Kills it as the system would (SIGKILL); it is restarted as after any other death. */
    synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The number of restarts. */
    synchronized int restarts() {
        return restarts;
    }

    /** Its process id, 0 before it was started. */
    synchronized long pid() {
        return process == null ? 0 : process.pid();
    }
}
