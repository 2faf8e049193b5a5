package dev.parley.platform.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A stub of another service: a small HTTP server at the address configured for that service. Once closed, the service
 * is unavailable.
 *
 * <pre>{@code
 * try (FakeUpstream catalog = FakeUpstream.of("catalog").answer("GET", "/v1/products", request -> Answer.json(200, page))) { … }
 * }</pre>
 */
public final class FakeUpstream implements AutoCloseable {

    /** A received request. */
    public record Request(String method, String path, String query, Map<String, List<String>> headers, String body) {}

    /** A response. */
    public record Answer(int status, String contentType, String body) {

        public static Answer json(int status, String body) {
            return new Answer(status, "application/json", body);
        }

        public static Answer problem(int status, String slug) {
            return new Answer(
                    status,
                    "application/problem+json",
                    "{\"type\":\"https://parley.dev/problems/%s\",\"title\":\"%s\",\"status\":%d}"
                            .formatted(slug, slug, status));
        }

        public static Answer noContent() {
            return new Answer(204, "", "");
        }
    }

    private final HttpServer server;
    private final Map<String, Function<Request, Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private FakeUpstream(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " is taken: close the stub that was opened before", e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** The stub of this service, such as {@code catalog}; open until {@link #close}. */
    public static FakeUpstream of(String service) {
        return new FakeUpstream(Integer.getInteger(portProperty(service)));
    }

    /** Issues tokens to services until the JVM ends. */
    static void identity() {
        of("identity")
                .answer(
                        "POST",
                        "/internal/token",
                        request -> Answer.json(200, """
                        {"accessToken":"%s","tokenType":"Bearer","expiresIn":900}""".formatted(TestTokens.service("test"))));
    }

    static String portProperty(String service) {
        return "parley.test.port." + service;
    }

    static String urlOf(String service) {
        return "http://localhost:" + System.getProperty(portProperty(service));
    }

    /** Sets the response to {@code method} on exactly {@code path}; {@code *} at the end matches any rest. */
    public FakeUpstream answer(String method, String path, Function<Request, Answer> answer) {
        answers.put(method + " " + path, answer);
        return this;
    }

    /** The requests so far, oldest first. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestURI().getQuery() == null
                            ? ""
                            : exchange.getRequestURI().getQuery(),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(request);
            Answer answer = answerTo(request);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            if (!answer.contentType().isEmpty()) {
                exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            }
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answerTo(Request request) {
        String exact = request.method() + " " + request.path();
        return answers.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("*")
                        ? exact.startsWith(
                                entry.getKey().substring(0, entry.getKey().length() - 1))
                        : exact.equals(entry.getKey()))
                .findFirst()
                .map(entry -> entry.getValue().apply(request))
                .orElseGet(() -> Answer.problem(404, "not-found"));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
