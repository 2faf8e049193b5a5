package dev.parley.local;

import dev.parley.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Starts the stack and the six services, keeps them running, and stops them. */
final class Launcher implements AutoCloseable {

    /** The name of the launcher's own PID file. */
    static final String NAME = "launcher";

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    /** A service drains, finishes its requests (35 s in total), and then stops consumers and outboxes. */
    static final Duration GRACE = Duration.ofSeconds(60);
    /** A program that trains an AOT cache writes it before it ends. */
    private static final Duration GRACE_WHEN_TRAINING = Duration.ofMinutes(3);

    private final Settings settings;
    private final Terminal terminal;
    private final Programs programs;
    private final Readiness readiness = new Readiness();
    private final Map<Service, ChildProcess> services = new EnumMap<>(Service.class);
    private final ChildProcess stack;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean started;
    private boolean closed;

    /**
     * @param mayTrain whether programs without a start-up cache train one in this run
     * @throws UserError when a service is not built
     */
    Launcher(Settings settings, Terminal terminal, boolean mayTrain) {
        this.settings = settings;
        this.terminal = terminal;
        this.programs = new Programs(settings, mayTrain);
        this.stack = child(programs.stack());
        for (Service service : Service.values()) {
            services.put(service, child(programs.service(service)));
        }
    }

    private ChildProcess child(ChildProcess.Spec spec) {
        return new ChildProcess(spec, FIRST_PAUSE, terminal::progress);
    }

    /**
     * Starts everything and returns when all seven are ready.
     *
     * @throws UserError when it runs already, a port is taken, or a program does not become ready
     */
    void start() {
        new OrphanedProcesses(settings, programs, terminal).stopAll();
        refuseTakenPorts();
        synchronized (this) {
            if (closed) {
                return;
            }
            started = true;
        }
        programs.pidFile(NAME).write(ProcessHandle.current());
        terminal.progress(
                programs.training() ? "Starting; this first run also trains the start-up caches" : "Starting");
        stack.start();
        awaitReady(stack, settings.gatewayUrl() + "/", 404);
        terminal.progress("stack is ready: gateway, Kafka, documents, Redis");
        services.values().forEach(ChildProcess::start);
        awaitServices();
    }

    private void refuseTakenPorts() {
        String taken = settings.portsToOpen().entrySet().stream()
                .filter(port -> !Ports.isFree(port.getValue()))
                .map(port -> port.getValue() + " (" + port.getKey() + ")")
                .collect(Collectors.joining(", "));
        if (!taken.isEmpty()) {
            throw new UserError("Taken by another program: port " + taken
                    + ". Choose others with PARLEY_PORT_<NAME>, in the environment or in parley.properties.");
        }
    }

    private void awaitServices() {
        List<Future<?>> waiting = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            services.forEach((service, child) -> waiting.add(executor.submit(() -> {
                awaitReady(child, settings.url(service) + "/q/health/ready", 200);
                terminal.progress(child.name() + " is ready");
            })));
        }
        for (Future<?> service : waiting) {
            if (service.state() == Future.State.FAILED && service.exceptionNow() instanceof UserError error) {
                throw error;
            }
        }
    }

    private void awaitReady(ChildProcess child, String url, int status) {
        boolean ready =
                Readiness.await(() -> readiness.answers(url, status), () -> child.restarts() > 2 || closed(), TIMEOUT);
        if (!ready) {
            throw new UserError(
                    child.name() + " does not become ready; the end of " + child.log() + ":\n" + endOf(child.log()));
        }
    }

    private static String endOf(Path log) {
        try {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ChildProcess stack() {
        return stack;
    }

    ChildProcess child(Service service) {
        ChildProcess child = services.get(service);
        if (child == null) {
            throw new IllegalArgumentException(service.serviceName());
        }
        return child;
    }

    Secrets secrets() {
        return programs.secrets();
    }

    private synchronized boolean closed() {
        return closed;
    }

    /** Stops everything: the services together, then the stack they need. Done once; concurrent callers wait for it. */
    @Override
    public void close() {
        boolean mine;
        synchronized (this) {
            mine = !closed;
            closed = true;
            if (!started) {
                return;
            }
        }
        if (mine) {
            try {
                stopAll();
            } finally {
                stopped.countDown();
            }
        } else {
            awaitStopped();
        }
    }

    private void stopAll() {
        services.values().forEach(ChildProcess::giveUp);
        stack.giveUp();
        Duration grace = programs.training() ? GRACE_WHEN_TRAINING : GRACE;
        terminal.progress(programs.training() ? "Stopping, and writing the start-up caches" : "Stopping");
        // writing a cache needs a processor and some hundred megabytes
        try (ExecutorService executor = Executors.newFixedThreadPool(programs.training() ? 2 : services.size())) {
            services.values().forEach(child -> executor.execute(() -> stop(child, grace)));
        }
        stop(stack, grace);
        programs.pidFile(NAME).delete();
        terminal.progress("Stopped");
    }

    private void awaitStopped() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(ChildProcess child, Duration grace) {
        if (child.stop(grace)) {
            programs.keepTrained(child.name());
        } else {
            terminal.progress(child.name() + " did not stop in " + grace.toSeconds() + " s and was killed");
        }
    }
}
