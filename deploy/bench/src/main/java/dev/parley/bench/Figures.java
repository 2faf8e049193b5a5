package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shared steps of figures: concurrent requests to the running stack, and CPU time. */
abstract class Figures {

    static final Path STATE = Path.of(System.getenv().getOrDefault("PARLEY_STATE", ".parley"));
    static final Duration TIMEOUT = Duration.ofSeconds(60);
    static final String GATEWAY = "http://localhost:" + System.getenv().getOrDefault("PARLEY_PORT_GATEWAY", "8080");
    static final List<String> SERVICES = List.of("identity", "catalog", "cart", "order", "chat", "analytics");

    final ObjectMapper json = new ObjectMapper();
    final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    /** Unique per run, for new names. */
    final String run = Long.toString(System.currentTimeMillis(), 36);

    final String operator = operatorToken();

    /** The URL of a service itself, past the gateway. */
    static String urlOf(String service) {
        return "http://localhost:"
                + System.getenv()
                        .getOrDefault(
                                "PARLEY_PORT_" + service.toUpperCase(Locale.ROOT),
                                Integer.toString(8081 + SERVICES.indexOf(service)));
    }

    /** The password of every account. */
    static final String PASSWORD = "correct horse battery";

    final ObjectNode credentials(String email, String password) {
        return json.createObjectNode().put("email", email).put("password", password);
    }

    record Answer(int status, boolean replayed, JsonNode body) {}

    private String operatorToken() {
        try {
            Answer answer = answer(http.send(
                    HttpRequest.newBuilder(URI.create(urlOf("identity") + "/internal/token"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(json.createObjectNode()
                                    .put("clientId", "local")
                                    .put(
                                            "clientSecret",
                                            Files.readString(STATE.resolve("secrets/local"))
                                                    .strip())
                                    .toString()))
                            .build(),
                    BodyHandlers.ofString()));
            check(answer.status() == 200, "no token for the local operator: " + answer);
            return answer.body().path("accessToken").asText();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("Is it running? ./parley up", e);
        }
    }

    final Answer get(String path, @Nullable String token) throws Exception {
        return answer(http.send(request(path, token).GET().build(), BodyHandlers.ofString()));
    }

    final Answer post(String path, @Nullable String token, JsonNode body, Map<String, String> headers)
            throws Exception {
        HttpRequest.Builder request = request(path, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
        headers.forEach(request::header);
        return answer(http.send(request.build(), BodyHandlers.ofString()));
    }

    final HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(GATEWAY + path)).timeout(TIMEOUT);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    final Answer answer(HttpResponse<String> response) throws IOException {
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Idempotent-Replayed").isPresent(),
                response.body().isEmpty() ? json.nullNode() : json.readTree(response.body()));
    }

    static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = tasks.stream()
                    .map(task -> threads.submit(() -> {
                        go.await();
                        return task.call();
                    }))
                    .toList();
            go.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }

    /** CPU time of the suite's processes: the launcher, the stack's JVM with its Redis, and the services. */
    record Cpu(long ticks) {

        private static final double MILLIS_PER_TICK = 10; // USER_HZ is 100 on every relevant Linux

        static Cpu now() throws Exception {
            try (Stream<Path> files = Files.list(STATE.resolve("run"))) {
                long ticks = 0;
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".pid")).toList()) {
                    ticks += of(file).ticks;
                }
                return new Cpu(ticks);
            }
        }

        /** One process alone, such as {@code identity-service}. */
        static Cpu of(String process) throws Exception {
            return of(STATE.resolve("run").resolve(process + ".pid"));
        }

        private static Cpu of(Path pidFile) throws Exception {
            ProcessHandle process = ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(pidFile).getFirst()))
                    .orElseThrow();
            long ticks = ticksOf(process);
            if (pidFile.endsWith("stack.pid")) {
                for (ProcessHandle redis : process.descendants().toList()) {
                    ticks += ticksOf(redis);
                }
            }
            return new Cpu(ticks);
        }

        static long ticksOf(ProcessHandle process) throws Exception {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        }

        double millisSince(Cpu before) {
            return (ticks - before.ticks) * MILLIS_PER_TICK;
        }
    }

    static void print(String what, long[] micros, String target) {
        long[] sorted = micros.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%s (%s), n=%d: p50 %.0f ms, p95 %.0f ms, max %.0f ms%n",
                what,
                target,
                sorted.length,
                sorted[sorted.length / 2] / 1000.0,
                sorted[(int) (sorted.length * 0.95)] / 1000.0,
                sorted[sorted.length - 1] / 1000.0);
    }

    static String commit() {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
            return new String(git.getInputStream().readAllBytes()).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
