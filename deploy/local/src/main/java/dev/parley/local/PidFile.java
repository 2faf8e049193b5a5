package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The process that runs under a name. Its start time is stored too, so that another process that reuses its id is never
 * mistaken for it.
 */
final class PidFile {

    private final Path file;

    PidFile(Path folder, String name) {
        this.file = folder.resolve(name + ".pid");
    }

    /** Stores {@code process}. */
    void write(ProcessHandle process) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, process.pid() + "\n" + startOf(process) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The stored process, while it is alive. */
    Optional<ProcessHandle> process() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 2) { // truncated while it was written
                return Optional.empty();
            }
            Instant start = Instant.parse(lines.get(1));
            return ProcessHandle.of(Long.parseLong(lines.get(0)))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> sameTime(startOf(process), start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** The system reports it in ticks since boot; the clock may have been adjusted in between. */
    private static boolean sameTime(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(Duration.ofSeconds(2)) < 0;
    }
}
