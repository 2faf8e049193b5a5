package dev.parley.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the launcher in the background, and waits until everything is ready. */
final class Detached {

    private static final Duration TIMEOUT = Duration.ofMinutes(6);

    private final Settings settings;
    private final Terminal terminal;

    Detached(Settings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    int run(boolean durable, boolean demo) {
        Programs programs = new Programs(settings);
        Path log = programs.log(Launcher.NAME);
        unmarkReady(settings);
        Process launcher = start(log, durable);
        boolean ready = Readiness.await(() -> Files.exists(readyMark(settings)), () -> !launcher.isAlive(), TIMEOUT);
        print(log);
        if (!ready) {
            Processes.stop(launcher.toHandle(), Duration.ofMinutes(1));
            throw new UserError("Parley did not come up.");
        }
        if (demo) {
            new Demo(settings, programs.secrets(), terminal).run();
        }
        return 0;
    }

    private Process start(Path log, boolean durable) {
        List<String> command = new ArrayList<>(List.of("nohup"));
        ProcessHandle.current().info().command().ifPresent(command::add);
        command.addAll(List.of(
                "-Dparley.root=" + settings.root(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path", ""),
                Main.class.getName(),
                "up"));
        if (durable) {
            command.add("--durable");
        }
        try {
            Files.createDirectories(log.getParent());
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("The launcher cannot be started", e);
        }
    }

    private void print(Path log) {
        try {
            Files.readAllLines(log).forEach(terminal::say);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path readyMark(Settings settings) {
        return settings.state().resolve("run/ready");
    }

    /** Signals that everything is ready. */
    static void markReady(Settings settings) {
        try {
            Files.createDirectories(readyMark(settings).getParent());
            Files.writeString(
                    readyMark(settings), Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void unmarkReady(Settings settings) {
        try {
            Files.deleteIfExists(readyMark(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
