package dev.parley.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code ./parley up}: starts the stack and the services. */
final class Up {

    static final String ADMINISTRATOR_PASSWORD = "PARLEY_ADMIN_PASSWORD";

    private static final String HELP = "up [--detach] [--demo] [--once] [--durable]";

    private final Settings settings;
    private final Terminal terminal;

    Up(Settings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    /**
     * The options.
     *
     * @param detach return when all is ready, and leave it running
     * @param demo run the demo when all is ready
     * @param once stop again afterwards
     * @param durable use the durable document store, which loses nothing in a crash
     */
    record Options(boolean detach, boolean demo, boolean once, boolean durable) {

        static Options of(List<String> arguments) {
            for (String argument : arguments) {
                if (!List.of("--detach", "--demo", "--once", "--durable").contains(argument)) {
                    throw new UserError("No such option: " + argument + "; " + HELP);
                }
            }
            if (arguments.contains("--detach") && arguments.contains("--once")) {
                throw new UserError("--once stops what --detach leaves running; " + HELP);
            }
            return new Options(
                    arguments.contains("--detach"),
                    arguments.contains("--demo"),
                    arguments.contains("--once"),
                    arguments.contains("--durable"));
        }
    }

    int run(Options options) {
        Programs programs = new Programs(settings);
        new OrphanedProcesses(settings, programs, terminal).refuseWhileRunning();
        boolean firstStart = !programs.secrets().has(Secrets.ADMINISTRATOR);
        if (options.detach()) {
            return new Detached(settings, terminal).run(options.durable(), options.demo());
        }
        Settings chosen = options.durable() ? withDurableEngine() : settings;
        Launcher launcher = new Launcher(chosen, terminal, !options.once());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(launcher::close));
        try {
            launcher.start();
            new SampleCatalog(chosen, terminal).loadOnce(Operator.of(chosen, launcher.secrets()));
            sayWhereThingsAre(chosen, firstStart);
            Detached.markReady(chosen);
            if (options.demo()) {
                new Demo(chosen, launcher.secrets(), terminal).run();
            }
            if (!options.once()) {
                stopped.await(); // until a signal ends the process; its hook stops everything
            }
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } finally {
            Detached.unmarkReady(chosen);
            launcher.close();
        }
    }

    private Settings withDurableEngine() {
        terminal.progress("Starting the durable document store");
        return settings.with("MONGODB_URI", DurableEngine.start(settings));
    }

    private void sayWhereThingsAre(Settings chosen, boolean firstStart) {
        List<String> lines = new ArrayList<>();
        lines.add("Parley is up.");
        lines.add("  API         " + chosen.gatewayUrl() + "/v1");
        for (Service service : Service.values()) {
            lines.add(String.format("  %-17s  %s/q/swagger-ui", service.serviceName(), chosen.url(service)));
        }
        lines.add("  Kafka       " + chosen.kafkaBootstrapServers());
        lines.add("  MongoDB     " + Settings.shown(chosen.mongodbUri()));
        lines.add("  Redis       " + Settings.shown(chosen.redisUrl()));
        lines.add("  Logs        " + chosen.state().resolve("logs"));
        administrator(chosen, firstStart).ifPresent(lines::add);
        lines.add("Next: ./parley demo, ./parley status, ./parley events; stop with Ctrl-C or ./parley down.");
        lines.forEach(terminal::say);
    }

    /** The password is shown once, at the start that created it; a configured one is not mentioned. */
    private static Optional<String> administrator(Settings chosen, boolean firstStart) {
        if (chosen.value(ADMINISTRATOR_PASSWORD).isPresent()) {
            return Optional.empty();
        }
        Secrets secrets = new Programs(chosen).secrets();
        return Optional.of("  Administrator  "
                + chosen.value("PARLEY_ADMIN_EMAIL").orElse("admin@parley.local")
                + (firstStart
                        ? " / " + secrets.of(Secrets.ADMINISTRATOR) + " (shown only once, stored in "
                        : " (password in ")
                + secrets.file(Secrets.ADMINISTRATOR) + ")");
    }
}
