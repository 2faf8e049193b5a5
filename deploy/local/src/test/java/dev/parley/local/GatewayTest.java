package dev.parley.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.embedded.Ports;
import dev.parley.platform.edge.Border;
import dev.parley.platform.edge.EdgeLimits;
import dev.parley.platform.edge.testing.RawHttp;
import dev.parley.platform.edge.testing.RawHttp.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The gateway in front of an upstream that returns the request it received. */
@Tag("slow")
class GatewayTest {

    private static final String PAGE = "https://shop.example";

    private final Vertx vertx =
            Border.vertx(new VertxOptions(), EdgeLimits.read(_ -> Optional.empty(), EdgeLimits.LOOPBACK));
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger open = new AtomicInteger();
    private Gateway gateway;
    private HttpServer upstream;
    private int port;

    @BeforeEach
    void start() throws Exception {
        upstream = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .connectionHandler(connection -> {
                    open.incrementAndGet();
                    connection.closeHandler(_ -> open.decrementAndGet());
                })
                .webSocketHandler(socket -> {
                    socket.writeTextMessage("from " + socket.headers().get("X-Forwarded-For"));
                    socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text));
                })
                .requestHandler(request -> {
                    if (request.path().endsWith("/breaks-off")) {
                        request.connection().close();
                        return;
                    }
                    if (request.path().endsWith("/problem")) {
                        request.response()
                                .setStatusCode(409)
                                .putHeader("Content-Type", "application/problem+json")
                                .end("{\"status\":409}");
                        return;
                    }
                    if (request.path().contains("/empty/")) {
                        String path = request.path();
                        request.response()
                                .setStatusCode(Integer.parseInt(path.substring(path.length() - 3)))
                                .putHeader("ETag", "\"1\"")
                                .end();
                        return;
                    }
                    if (request.path().endsWith("/early")) {
                        request.response().setStatusCode(401).end("no");
                        return;
                    }
                    if (request.path().endsWith("/unsized")) {
                        request.response().setChunked(true).write("one ");
                        request.response().end("two");
                        return;
                    }
                    request.body()
                            .onSuccess(body -> request.response()
                                    .putHeader("Seen-Session", String.valueOf(request.getHeader("X-Parley-Session")))
                                    .putHeader("Seen-Parley", String.valueOf(request.getHeader("X-Parley-Role")))
                                    .putHeader("Seen-Hop", String.valueOf(request.getHeader("X-Hop")))
                                    .putHeader("Seen-Connection", String.valueOf(connections(request)))
                                    .putHeader("Seen-Uri", request.uri())
                                    .putHeader("Seen-Method", request.method().name())
                                    .putHeader(
                                            "Seen-From",
                                            String.join("|", request.headers().getAll("X-Forwarded-For")))
                                    .putHeader("Seen-Real-Ip", String.valueOf(request.getHeader("X-Real-IP")))
                                    .putHeader("Seen-Request-Id", String.valueOf(request.getHeader("X-Request-Id")))
                                    .putHeader("Seen-Type", String.valueOf(request.getHeader("Content-Type")))
                                    .putHeader("Seen-Authorization", String.valueOf(request.getHeader("Authorization")))
                                    .putHeader("Seen-Bytes", Integer.toString(body.length()))
                                    .end(body));
                });
        upstream.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        gateway = new Gateway(
                vertx,
                Map.of(
                        Service.ORDER, SocketAddress.inetSocketAddress(upstream.actualPort(), "127.0.0.1"),
                        Service.CHAT, SocketAddress.inetSocketAddress(upstream.actualPort(), "127.0.0.1"),
                        Service.CART, SocketAddress.inetSocketAddress(Ports.free(), "127.0.0.1")),
                Set.of(PAGE),
                true);
        port = gateway.listen(0);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void forwardsMethodPathQueryAndBodyUnchanged() throws Exception {
        byte[] body = new byte[3 << 20];
        HttpResponse<byte[]> answer = http.send(
                request("/v1/orders/a%2Fb?x=%20y&x=2")
                        .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertEquals(200, answer.statusCode());
        assertEquals(
                Optional.of("/v1/orders/a%2Fb?x=%20y&x=2"), answer.headers().firstValue("Seen-Uri"));
        assertEquals(Optional.of("PATCH"), answer.headers().firstValue("Seen-Method"));
        assertEquals(body.length, answer.body().length);
    }

    @Test
    void forwardsAFormWithItsTypeAndCaller() throws Exception {
        HttpResponse<String> answer = http.send(
                request("/v1/orders")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Authorization", "Basic YTpi")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=a%3Ab+c"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertEquals("grant_type=client_credentials&scope=a%3Ab+c", answer.body());
        assertEquals(
                Optional.of("application/x-www-form-urlencoded"),
                answer.headers().firstValue("Seen-Type"));
        assertEquals(Optional.of("Basic YTpi"), answer.headers().firstValue("Seen-Authorization"));
    }

    @Test
    void forwardsTheCallersAddressInsteadOfTheCallersHeader() throws Exception {
        HttpResponse<String> answer = http.send(
                request("/v1/orders")
                        .header("X-Forwarded-For", "6.6.6.6")
                        .header("X-Real-IP", "6.6.6.6")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertEquals(Optional.of("127.0.0.1"), answer.headers().firstValue("Seen-From"));
        assertEquals(Optional.of("null"), answer.headers().firstValue("Seen-Real-Ip"));
    }

    @Test
    void addsARequestIdUnlessThereIsOne() throws Exception {
        HttpResponse<String> given = http.send(
                request("/v1/orders").header("X-Request-Id", "mine").build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> made = get("/v1/orders");

        assertEquals(Optional.of("mine"), given.headers().firstValue("Seen-Request-Id"));
        assertEquals(
                36, made.headers().firstValue("Seen-Request-Id").orElseThrow().length());
    }

    @Test
    void forwardsTheServicesProblemsUnchanged() throws Exception {
        HttpResponse<String> answer = get("/v1/orders/problem");

        assertEquals(409, answer.statusCode());
        assertEquals("{\"status\":409}", answer.body());
    }

    @Test
    void answersAnUnroutedPathItself() throws Exception {
        for (String path : new String[] {"/internal/token", "/q/metrics", "/v1/nobody", "/"}) {
            HttpResponse<String> answer = get(path);
            assertEquals(404, answer.statusCode(), path);
            JsonNode problem = problem(answer);
            assertEquals(
                    "https://parley.dev/problems/not-found",
                    problem.path("type").asText());
            assertEquals(path, problem.path("instance").asText());
        }
    }

    @Test
    void answersRetryAfterForAnUnavailableService() throws Exception {
        for (String path : new String[] {"/v1/cart", "/v1/orders/breaks-off"}) {
            HttpResponse<String> answer = get(path);
            assertEquals(503, answer.statusCode(), path);
            assertEquals(
                    "https://parley.dev/problems/service-unavailable",
                    problem(answer).path("type").asText());
            assertTrue(answer.headers().firstValue("Retry-After").isPresent(), path);
        }
    }

    @Test
    void forwardsWebSocketsWithTheCallersAddress() {
        Received received = new Received();
        WebSocket socket = http.newWebSocketBuilder()
                .header("X-Forwarded-For", "6.6.6.6")
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/v1/chat"), received)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        socket.sendText("hello", true).join();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertEquals(List.of("from 127.0.0.1", "echo hello"), received.text));
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Test
    void sendsNoLengthWhereThereIsNoBody() throws Exception {
        for (String request : new String[] {
            "GET /v1/orders/empty/204", "GET /v1/orders/empty/304", "HEAD /v1/orders/x", "HEAD /v1/orders/unsized"
        }) {
            String bytes = RawHttp.exchange(port, request + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertFalse(bytes.toLowerCase(Locale.ROOT).contains("transfer-encoding"), bytes);
            assertTrue(bytes.endsWith("\r\n\r\n"), bytes);
        }
    }

    @Test
    void answersAnHttp10ClientWithoutChunks() throws Exception {
        String bytes = RawHttp.exchange(port, "GET /v1/orders/unsized HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertTrue(bytes.endsWith("\r\n\r\none two"), bytes);
    }

    @Test
    void doesNotReuseAConnectionWithAnIncompleteRequest() throws Exception {
        int before = seenConnection();
        String large = "x".repeat(RequestBody.MOST_BUFFERED * 2);
        List<Answer> early = RawHttp.send(
                port, "POST /v1/orders/early HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + large);

        assertEquals(1, early.size());
        assertEquals(401, early.getFirst().status());
        assertEquals("close", early.getFirst().header("Connection"));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertEquals(1, open.get()));
        assertEquals(before, seenConnection());
    }

    @Test
    void dropsInternalHeaders() throws Exception {
        HttpResponse<String> answer = http.send(
                request("/v1/orders")
                        .header("X-Parley-Role", "admin")
                        .header("X-Parley-Session", "0198c0de-0000-7000-8000-000000000001")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        List<Answer> hop = RawHttp.send(
                port, "GET /v1/orders HTTP/1.1\r\nHost: x\r\nConnection: close, x-hop\r\nX-Hop: 1\r\n\r\n");

        assertEquals(Optional.of("null"), answer.headers().firstValue("Seen-Parley"));
        assertEquals(
                Optional.of("0198c0de-0000-7000-8000-000000000001"),
                answer.headers().firstValue("Seen-Session"));
        assertEquals("null", hop.getFirst().header("Seen-Hop"));
    }

    @Test
    void forwardsTheCallersAddressEvenIfConnectionNamesItsHeader() throws Exception {
        List<Answer> answers = RawHttp.send(
                port,
                "GET /v1/orders HTTP/1.1\r\nHost: x\r\nConnection: close, X-Forwarded-For, x-request-id\r\n"
                        + "X-Forwarded-For: 198.51.100.1\r\n\r\n");

        assertEquals("127.0.0.1", answers.getFirst().header("Seen-From"));
    }

    @Test
    void refusesAMalformedSessionId() throws Exception {
        for (String session : new String[] {"1", "{}", "0198c0de-0000-7000-8000-00000000000", "a".repeat(5000)}) {
            HttpResponse<String> answer = http.send(
                    request("/v1/orders").header("X-Parley-Session", session).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(400, answer.statusCode(), session);
            assertEquals(
                    "https://parley.dev/problems/bad-session-id",
                    problem(answer).path("type").asText());
        }
    }

    @Test
    void setsSecurityHeaders() throws Exception {
        for (String path : new String[] {"/v1/orders", "/v1/nobody", "/v1/cart"}) {
            HttpResponse<String> answer = get(path);
            assertEquals(Optional.of("nosniff"), answer.headers().firstValue("X-Content-Type-Options"), path);
            assertEquals(Optional.of("no-referrer"), answer.headers().firstValue("Referrer-Policy"), path);
            assertTrue(answer.headers().firstValue("Content-Security-Policy").isPresent(), path);
            assertEquals(
                    Optional.of("max-age=31536000"), answer.headers().firstValue("Strict-Transport-Security"), path);
        }
    }

    @Test
    void allowsCorsForConfiguredOriginsOnly() throws Exception {
        HttpResponse<String> preflight = http.send(
                request("/v1/orders")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("Origin", PAGE)
                        .header("Access-Control-Request-Method", "POST")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> allowed =
                http.send(request("/v1/orders").header("Origin", PAGE).build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> refused = http.send(
                request("/v1/orders").header("Origin", "https://evil.example").build(),
                HttpResponse.BodyHandlers.ofString());

        assertEquals(204, preflight.statusCode());
        assertEquals(Optional.of(PAGE), preflight.headers().firstValue("Access-Control-Allow-Origin"));
        assertEquals(Optional.of(PAGE), allowed.headers().firstValue("Access-Control-Allow-Origin"));
        assertFalse(refused.headers().firstValue("Access-Control-Allow-Origin").isPresent());
    }

    /** The connection to the service that a request is sent on. */
    private int seenConnection() throws Exception {
        return Integer.parseInt(
                get("/v1/orders").headers().firstValue("Seen-Connection").orElseThrow());
    }

    private int connections(HttpServerRequest request) {
        return request.connection().remoteAddress().port();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode problem(HttpResponse<String> answer) throws Exception {
        assertEquals(Optional.of("application/problem+json"), answer.headers().firstValue("Content-Type"));
        return new ObjectMapper().readTree(answer.body());
    }

    private static final class Received implements WebSocket.Listener {

        private final List<String> text = new CopyOnWriteArrayList<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.add(data.toString());
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
