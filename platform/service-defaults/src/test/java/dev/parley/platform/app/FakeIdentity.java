package dev.parley.platform.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;

/** Publishes a key, issues tokens to services, and stubs any other service under {@code /answers/<status>}. */
public final class FakeIdentity implements AutoCloseable {

    final RsaJsonWebKey key;
    private final HttpServer server;
    public final List<String> tokenRequests = new CopyOnWriteArrayList<>();
    public volatile long tokenLifeSeconds = 600;
    public volatile boolean away;

    /** Accepts requests for the keys and never responds. */
    public volatile boolean silent;

    public volatile String refusedToken = "";
    public final AtomicInteger answers = new AtomicInteger();

    FakeIdentity() throws Exception {
        key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId("test");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/.well-known/jwks.json", this::keys);
        server.createContext("/internal/token", this::token);
        server.createContext("/answers/", this::answers);
        server.start();
    }

    private void keys(HttpExchange http) throws IOException {
        if (!silent) {
            answer(http, away ? 503 : 200, away ? "{}" : new JsonWebKeySet(key).toJson());
        }
    }

    private void token(HttpExchange http) throws IOException {
        tokenRequests.add(new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (away) {
            answer(http, 503, "{}");
        } else {
            String token = Tokens.service("things-service-" + tokenRequests.size());
            answer(
                    http,
                    200,
                    "{\"accessToken\":\"" + token + "\",\"tokenType\":\"Bearer\",\"expiresIn\":" + tokenLifeSeconds
                            + "}");
        }
    }

    private void answers(HttpExchange http) throws IOException {
        answers.incrementAndGet();
        int status = Integer.parseInt(http.getRequestURI().getPath().substring("/answers/".length()));
        if (status == 1) {
            // never responds; the exchange ends when the client times out
            return;
        }
        if (status == 0) {
            http.close();
            return;
        }
        String echo =
                "{\"type\":\"https://parley.dev/problems/price-changed\",\"detail\":\"It costs more.\",\"current\":\"2.00\","
                        + "\"authorization\":\"" + http.getRequestHeaders().getFirst("Authorization") + "\","
                        + "\"requestId\":\"" + http.getRequestHeaders().getFirst("X-Request-Id") + "\","
                        + "\"traceparent\":\"" + http.getRequestHeaders().getFirst("traceparent") + "\"}";
        boolean refused = refusedToken.equals(http.getRequestHeaders().getFirst("Authorization"));
        answer(http, refused ? 401 : status, echo);
    }

    private static void answer(HttpExchange http, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().add("Content-Type", "application/json");
        http.sendResponseHeaders(status, body.length);
        http.getResponseBody().write(body);
        http.close();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
