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
 * A process that is kept running: when it dies without having been stopped it is started again, after a pause that
 * doubles with each death in a row. Ctrl-C, which the terminal tells every process, is not for it: who started it stops
 * it in its turn.
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
     * What to run.
     *
     * @param environment added to the launcher's own
     */
    record Spec(String name, List<String> command, Map<String, String> environment, Path log, PidFile pidFile) {}

    /**
     * @param firstPause before the first restart
     * @param news hears about deaths and restarts, a line each
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

    /** Starts it, and keeps it running from now on; not when it was given up before. */
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
        news.accept(spec.name() + " ended with " + ended.exitValue() + ", is started again in "
                + Terminal.seconds(pause) + " s; its log: " + spec.log());
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
     * Stops it in good order, or hard when {@code grace} has passed.
     *
     * @return whether it ended in good order
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

    /** From now on it is not started again, whatever it dies of. */
    synchronized void giveUp() {
        wanted = false;
    }

    private synchronized @Nullable Process running() {
        return process;
    }

    /** Kills it as the system would (SIGKILL); it is started again like after any other death. */
    synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** How often it was started again. */
    synchronized int restarts() {
        return restarts;
    }

    /** Its process number, 0 before it was started. */
    synchronized long pid() {
        return process == null ? 0 : process.pid();
    }
}
