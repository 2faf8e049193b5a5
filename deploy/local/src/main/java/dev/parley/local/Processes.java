package dev.parley.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Operations on processes, supervised or orphaned. */
final class Processes {

    private Processes() {}

    /**
     * Asks {@code process} to stop and waits; kills it after {@code grace}.
     *
     * @return whether it stopped without being killed
     */
    static boolean stop(ProcessHandle process, Duration grace) {
        process.destroy();
        if (ended(process, grace)) {
            return true;
        }
        process.destroyForcibly();
        ended(process, Duration.ofSeconds(10));
        return false;
    }

    /** Whether {@code process} ends within {@code timeout}. */
    static boolean ended(ProcessHandle process, Duration timeout) {
        try {
            process.onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillRunning) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** The memory of {@code process} (Pss, in bytes); empty where the system does not report it. */
    static OptionalLong memory(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException notTold) {
            return OptionalLong.empty();
        }
    }
}
