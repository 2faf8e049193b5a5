package dev.parley.local;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code ./parley status}: ports, uptime and memory of what is running. */
final class Status {

    private static final double MEBIBYTE = 1 << 20;

    private final Settings settings;
    private final Programs programs;
    private final Terminal terminal;

    Status(Settings settings, Programs programs, Terminal terminal) {
        this.settings = settings;
        this.programs = programs;
        this.terminal = terminal;
    }

    /** Prints it; returns whether everything is running. */
    boolean print() {
        Map<String, Integer> ports = settings.portsToOpen();
        row("process", "pid", "port", "uptime", "memory");
        long sum = 0;
        boolean all = true;
        for (String name : Stream.concat(Programs.names().stream(), Stream.of(Launcher.NAME))
                .toList()) {
            Optional<ProcessHandle> process = programs.pidFile(name).process();
            String port = Optional.ofNullable(ports.get(name.equals(Programs.STACK) ? "gateway" : name))
                    .map(Object::toString)
                    .orElse("");
            if (process.isEmpty()) {
                row(name, "-", port, "not running", "");
                all = false;
                continue;
            }
            long memory = memoryOf(name, process.get());
            sum += memory;
            row(name, Long.toString(process.get().pid()), port, uptime(process.get()), mebibytes(memory));
        }
        row("together", "", "", "", mebibytes(sum));
        engines().forEach((engine, address) -> row(engine, "", "", "", address));
        return all;
    }

    private Map<String, String> engines() {
        Map<String, String> engines = new LinkedHashMap<>();
        engines.put("kafka", settings.kafkaBootstrapServers());
        engines.put("mongodb", Settings.shown(settings.mongodbUri()));
        engines.put("redis", Settings.shown(settings.redisUrl()));
        return engines;
    }

    /**
     * Redis is a child of the stack's process and counts as part of it; the launcher's children have lines of their
     * own.
     */
    private static long memoryOf(String name, ProcessHandle process) {
        Stream<ProcessHandle> parts = name.equals(Launcher.NAME) ? Stream.empty() : process.descendants();
        return Stream.concat(Stream.of(process), parts)
                .mapToLong(part -> Processes.memory(part).orElse(0))
                .sum();
    }

    private static String uptime(ProcessHandle process) {
        Duration up = Duration.between(process.info().startInstant().orElse(Instant.now()), Instant.now());
        return String.format(Locale.ROOT, "%d:%02d:%02d", up.toHours(), up.toMinutesPart(), up.toSecondsPart());
    }

    private static String mebibytes(long bytes) {
        return bytes == 0 ? "?" : String.format(Locale.ROOT, "%.0f MiB", bytes / MEBIBYTE);
    }

    private void row(String name, String pid, String port, String uptime, String memory) {
        terminal.say(String.format(Locale.ROOT, "%-18s %8s %6s %12s %10s", name, pid, port, uptime, memory)
                .stripTrailing());
    }
}
