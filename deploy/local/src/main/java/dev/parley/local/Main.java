package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The commands of {@code ./parley}, except builds. */
final class Main {

    private final Settings settings;
    private final Terminal terminal;

    private Main(Settings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        Logging.configure();
        Path root = Path.of(System.getProperty("parley.root", "."));
        List<String> arguments = List.of(args);
        int exit;
        try {
            Main main = new Main(Settings.of(root, System.getenv()), new Terminal(System.out));
            exit = main.run(arguments.getFirst(), arguments.subList(1, arguments.size()));
        } catch (UserError | Api.UnexpectedAnswer e) {
            System.err.println(e.getMessage());
            exit = 1;
        }
        System.exit(exit); // although threads of clients may still be waiting
    }

    private int run(String command, List<String> arguments) {
        return switch (command) {
            case "up" -> new Up(settings, terminal).run(Up.Options.of(arguments));
            case "down" -> down(arguments);
            case "status" -> new Status(settings, new Programs(settings), terminal).print() ? 0 : 1;
            case "demo" -> demo();
            case "events" -> new EventLog(settings, terminal).run(arguments);
            case "keys" -> new Keys(settings, terminal).run(arguments);
            case "mail" -> new Mailbox(settings, terminal).run(arguments);
            case "advisories" -> new Advisories(settings, terminal).run(arguments);
            case "env" -> env(arguments);
            case "outbox" -> new OutboxList(settings, terminal).run(arguments);
            case "dlq" -> new DeadLetters(settings, terminal).run(arguments);
            default -> throw new UserError("No such command: " + command);
        };
    }

    /** Prints the environment of an additional instance of a service, for a shell to evaluate. */
    private int env(List<String> arguments) {
        Service wanted = Arrays.stream(Service.values())
                .filter(service -> arguments.equals(List.of(service.serviceName())))
                .findFirst()
                .orElseThrow(() -> new UserError("env SERVICE, such as env catalog-service"));
        new Programs(settings)
                .environmentOfACopy(wanted)
                .forEach((name, value) -> terminal.say("export " + name + "='" + value.replace("'", "'\\''") + "'"));
        return 0;
    }

    private int demo() {
        Programs programs = new Programs(settings);
        if (programs.pidFile(Launcher.NAME).process().isEmpty()) {
            throw new UserError("Parley is not running: start it with ./parley up.");
        }
        new Demo(settings, programs.secrets(), terminal).run();
        return 0;
    }

    private int down(List<String> arguments) {
        Programs programs = new Programs(settings);
        programs.pidFile(Launcher.NAME).process().ifPresent(launcher -> {
            terminal.progress("Stopping the launcher (process " + launcher.pid() + ") and its processes");
            Processes.stop(launcher, Duration.ofMinutes(4));
        });
        new OrphanedProcesses(settings, programs, terminal).stopAll();
        if (arguments.contains("--wipe")) {
            wipe();
        }
        terminal.progress("Parley is down");
        return 0;
    }

    private void wipe() {
        Path state = settings.state();
        if (!Files.isDirectory(state)) {
            return;
        }
        try (Stream<Path> content = Files.walk(state)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        terminal.progress("Removed " + state);
    }
}
