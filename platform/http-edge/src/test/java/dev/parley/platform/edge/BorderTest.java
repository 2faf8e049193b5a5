package dev.parley.platform.edge;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.edge.testing.RawHttp;
import dev.parley.platform.edge.testing.RawHttp.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Deadlines and limits of connections, at a server that would wait indefinitely. */
@Tag("slow")
class BorderTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Map<String, String> configuration = new HashMap<>(Map.of(
            "parley.http.head-timeout", "1s",
            "parley.http.body-grace", "1s",
            "parley.http.keep-alive", "1s",
            "parley.http.stream-idle", "1s"));
    private final AtomicInteger closed = new AtomicInteger();
    private String proxies = "";
    private Vertx vertx;
    private int port;

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void closesAConnectionThatSendsNothing() throws IOException {
        start();
        assertEquals("", RawHttp.exchange(port, ""));
    }

    @Test
    void answersAnIncompleteHeadWithATimeout() throws IOException {
        start();
        assertTimeout(RawHttp.send(port, "GET / HTTP/1.1\r\nHost: x\r\nX-"));
    }

    @Test
    void closesAConnectionWithASlowHead() throws Exception {
        start();
        try (Socket socket = connect("127.0.0.1")) {
            assertClosedWhileSending(socket, "GET / HTTP/1.1\r\nHost: x\r\nX-: ", "a");
        }
    }

    @Test
    void closesAConnectionWithASlowBody() throws Exception {
        start();
        try (Socket socket = connect("127.0.0.1")) {
            assertClosedWhileSending(socket, post(100_000), " ");
        }
    }

    @Test
    void answersAnIncompleteBodyWithATimeout() throws IOException {
        start();
        assertTimeout(RawHttp.send(port, post(10) + "{"));
    }

    @Test
    void acceptsABodyAboveTheMinimumRate() throws Exception {
        configuration.put("parley.http.least-rate", "1");
        start();
        try (Socket socket = connect("127.0.0.1")) {
            OutputStream out = socket.getOutputStream();
            out.write(bytes("POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2000\r\n\r\n"));
            for (int sent = 0; sent < 2_000; sent += 500) {
                out.write(new byte[500]);
                out.flush();
                await().pollDelay(Duration.ofMillis(400)).until(() -> true);
            }
            assertTrue(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void closesAnIdleKeepAliveConnection() throws IOException {
        start();
        List<Answer> answers = RawHttp.send(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertEquals(1, answers.size());
        assertEquals(200, answers.getFirst().status());
    }

    @Test
    void keepsAConnectionWithASlowResponse() throws IOException {
        start();
        List<Answer> answers = RawHttp.send(port, "GET /late HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertEquals(200, answers.getFirst().status());
    }

    @Test
    void closesAConnectionWhoseResponseIsNotRead() throws IOException {
        start();
        try (Socket socket = connect("127.0.0.1")) {
            socket.getOutputStream().write(bytes("GET /large HTTP/1.1\r\nHost: x\r\n\r\n"));
            await().atMost(TIMEOUT).untilAsserted(() -> assertEquals(1, closed.get()));
        }
    }

    @Test
    void closesAnIdleWebSocket() throws IOException {
        start();
        String bytes = RawHttp.exchange(
                port,
                "GET /socket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        assertTrue(bytes.startsWith("HTTP/1.1 101"), bytes);
    }

    @Test
    void neverParsesAnUnreadBodyAsARequestAfterAnEarlyResponse() throws IOException {
        start();
        List<Answer> answers = RawHttp.send(
                port,
                "POST /early HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertEquals(1, answers.size());
        assertEquals(401, answers.getFirst().status());
        assertEquals("close", answers.getFirst().header("Connection"));
    }

    @Test
    void limitsTheConnectionsOfOneAddress() throws Exception {
        configuration.put("parley.http.connections-per-address", "2");
        configuration.put("parley.http.head-timeout", "30s");
        start();
        try (Socket first = connect("127.0.0.1");
                Socket second = connect("127.0.0.1");
                Socket third = connect("127.0.0.1");
                Socket other = connect("127.0.0.2")) {
            assertAnswered(first);
            assertAnswered(second);
            assertEquals(-1, third.getInputStream().read());
            assertAnswered(other);
            first.close();
            await().atMost(TIMEOUT).untilAsserted(() -> {
                try (Socket next = connect("127.0.0.1")) {
                    assertAnswered(next);
                }
            });
        }
    }

    @Test
    void doesNotCountAProxyAsOneClient() throws Exception {
        configuration.put("parley.http.connections-per-address", "1");
        proxies = "127.0.0.0/8";
        start();
        try (Socket first = connect("127.0.0.1");
                Socket second = connect("127.0.0.1")) {
            assertAnswered(first);
            assertAnswered(second);
        }
    }

    @Test
    void limitsTheTotalConnections() throws Exception {
        configuration.put("parley.http.connections", "1");
        start();
        try (Socket first = connect("127.0.0.1");
                Socket second = connect("127.0.0.2")) {
            assertAnswered(first);
            assertEquals(-1, second.getInputStream().read());
        }
    }

    private void start() {
        vertx = Border.vertx(
                new VertxOptions().setEventLoopPoolSize(1),
                EdgeLimits.read(name -> Optional.ofNullable(configuration.get(name)), proxies));
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .connectionHandler(connection -> connection.closeHandler(_ -> closed.incrementAndGet()))
                .requestHandler(this::answer);
        port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/socket" -> request.toWebSocket();
            case "/late" -> vertx.setTimer(3_000, _ -> request.response().end("late"));
            case "/large" -> request.response().end(Buffer.buffer(new byte[64 << 20]));
            case "/early" -> request.response().setStatusCode(401).end();
            default -> request.body().onSuccess(body -> request.response().end(body));
        }
    }

    private Socket connect(String from) throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(from), 0);
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        return socket;
    }

    private static String post(int length) {
        return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static void assertAnswered(Socket socket) throws IOException {
        socket.getOutputStream().write(bytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
        InputStream in = socket.getInputStream();
        assertEquals("HTTP/1.1 200", new String(in.readNBytes(12), StandardCharsets.US_ASCII));
    }

    private static void assertTimeout(List<Answer> answers) {
        assertEquals(1, answers.size(), answers.toString());
        assertEquals(408, answers.getFirst().status());
        assertEquals("application/problem+json", answers.getFirst().header("Content-Type"));
    }

    /** A byte at a time, so that the connection is never idle. */
    private static void assertClosedWhileSending(Socket socket, String begin, String drop) throws IOException {
        socket.getOutputStream().write(bytes(begin));
        await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(100)).until(() -> {
            try {
                socket.getOutputStream().write(bytes(drop));
                return false;
            } catch (IOException refused) {
                return true;
            }
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
