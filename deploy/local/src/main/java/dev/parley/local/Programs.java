package dev.parley.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The command, environment and files of each of the seven programs. */
final class Programs {

    static final String STACK = "stack";

    private static final String INSTANCE = "PARLEY_INSTANCE";
    private static final String SEARCH_DIRECTORY = "PARLEY_SEARCH_DIRECTORY";
    private static final String HTTP_PORT = "QUARKUS_HTTP_PORT";
    private static final int STACK_HEAP_MEGABYTES = 384;

    /** Small JVMs that share a machine: an idle one returns its memory. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-Xss512k",
            "-Xlog:aot*=error",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Settings settings;
    private final boolean mayTrain;
    private final Secrets secrets;
    private final Map<String, AotCache> caches = new LinkedHashMap<>();

    Programs(Settings settings) {
        this(settings, false);
    }

    /**
     * @param mayTrain whether a program without a start-up cache trains one in this run: that takes half a minute of
     *     CPU time and some hundred megabytes for each when it is stopped, and pays from the next start on
     */
    Programs(Settings settings, boolean mayTrain) {
        this.settings = settings;
        this.mayTrain = mayTrain;
        ownersOnly(settings.state());
        this.secrets = settings.secrets();
    }

    /** Restricts data, logs and secrets to the owner. */
    private static void ownersOnly(Path state) {
        try {
            if (!Files.exists(state)) {
                Files.createDirectories(
                        state, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Secrets secrets() {
        return secrets;
    }

    /** The process names of all programs, without the launcher's. */
    static List<String> names() {
        return Stream.concat(Stream.of(STACK), Arrays.stream(Service.values()).map(Service::serviceName))
                .toList();
    }

    ChildProcess.Spec stack() {
        String classPath = System.getProperty("java.class.path", "");
        List<Path> jars = Stream.of(classPath.split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
        List<String> command = java(STACK, STACK_HEAP_MEGABYTES, jars);
        command.addAll(List.of(
                "-cp", classPath, StackMain.class.getName(), settings.root().toString()));
        return spec(STACK, command, settings.asEnvironment());
    }

    ChildProcess.Spec service(Service service) {
        String name = service.serviceName();
        Path folder = settings.root().resolve(name).resolve("target/quarkus-app");
        Path jar = folder.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new UserError(name + " is not built: " + jar + " is missing. `./parley up` builds it.");
        }
        List<String> command = java(name, service.heapMegabytes, List.of(folder));
        command.addAll(List.of("-jar", jar.toString()));
        return spec(name, command, environment(service));
    }

    /** The environment of a service in this stack. */
    private Map<String, String> environment(Service service) {
        Map<String, String> environment = settings.asEnvironment();
        environment.putAll(engines());
        environment.put(HTTP_PORT, Integer.toString(settings.port(service)));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        for (Service other : Service.values()) {
            environment.put("PARLEY_" + other + "_URL", settings.url(other));
        }
        environment.put("PARLEY_CLIENT_SECRET", secrets.of(service.serviceName()));
        environment.putIfAbsent(INSTANCE, "local"); // after a restart it is the same group member
        environment.putIfAbsent("PARLEY_PUBLIC_URL", settings.gatewayUrl());
        environment.putIfAbsent(
                "PARLEY_SHUTDOWN_DRAIN", "0s"); // there is no load balancer that has to notice the shutdown
        settings.value("PARLEY_DATABASE_PREFIX")
                .ifPresent(prefix -> environment.put(
                        "PARLEY_DATABASE", prefix + service.name().toLowerCase(Locale.ROOT)));
        if (service == Service.CATALOG) {
            environment.putIfAbsent(
                    SEARCH_DIRECTORY, settings.state().resolve("search").toString());
        }
        if (service == Service.IDENTITY) {
            environment.put("PARLEY_SERVICE_SECRETS", secrets.forIdentity());
            environment.putIfAbsent("PARLEY_KEY_ENCRYPTION_KEYS", "local:" + secrets.of(Secrets.KEY_ENCRYPTION));
            environment.putIfAbsent("PARLEY_MAIL_LINKS", settings.gatewayUrl());
            environment.put(Settings.MAIL_FOLDER, settings.mailFolder().toString());
            environment.putIfAbsent(Up.ADMINISTRATOR_PASSWORD, secrets.of(Secrets.ADMINISTRATOR));
        }
        return environment;
    }

    /**
     * The environment of an additional instance of the service: its port, search index and place in consumer groups are
     * its own.
     */
    Map<String, String> environmentOfACopy(Service service) {
        Map<String, String> environment = environment(service);
        environment.remove(INSTANCE);
        environment.remove(HTTP_PORT);
        environment.remove(SEARCH_DIRECTORY);
        return environment;
    }

    /** Keeps the cache that {@code program} has trained in a run that ended gracefully. */
    void keepTrained(String program) {
        AotCache cache = caches.get(program);
        if (cache != null) {
            cache.keepTrained();
        }
    }

    /** Whether a started program trains its cache in this run. */
    boolean training() {
        return mayTrain && caches.values().stream().anyMatch(cache -> !cache.exists());
    }

    private ChildProcess.Spec spec(String name, List<String> command, Map<String, String> environment) {
        environment.put("MALLOC_ARENA_MAX", "2"); // glibc's default of one arena per thread wastes memory
        return new ChildProcess.Spec(name, command, environment, log(name), pidFile(name));
    }

    Path log(String name) {
        return settings.state().resolve("logs").resolve(name + ".log");
    }

    PidFile pidFile(String name) {
        return new PidFile(settings.state().resolve("run"), name);
    }

    private Map<String, String> engines() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("MONGODB_URI", settings.mongodbUri());
        settings.kafka()
                .forEach((name, value) ->
                        environment.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value.toString()));
        environment.put("REDIS_URL", settings.redisUrl());
        return environment;
    }

    private List<String> java(String program, int heapMegabytes, List<Path> jars) {
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add("-Xmx" + heapMegabytes + "m");
        AotCache cache = new AotCache(settings.state().resolve("aot"), program, jars, flags);
        caches.put(program, cache);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        if (mayTrain || cache.exists()) {
            command.add(cache.flag());
        }
        command.add("-Dparley.program=" + program); // for a readable list of processes
        return command;
    }
}
