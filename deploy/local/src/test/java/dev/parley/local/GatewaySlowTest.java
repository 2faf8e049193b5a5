package dev.parley.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More slow clients than there are connections for short requests: other requests are not affected. */
@Tag("slow")
class GatewaySlowTest {

    private static final int CLIENTS = 300;
    private static final String SOCKET = "GET /v1/orders/socket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

    private final AtomicInteger held = new AtomicInteger();
    private final List<Socket> sockets = new ArrayList<>();
    private Vertx vertx;
    private Gateway gateway;
    private int port;

    @BeforeEach
    void start() throws Exception {
        Map<String, String> limits = Map.of(
                "parley.http.head-timeout", "5s", "parley.http.body-grace", "5s", "parley.http.stream-idle", "5s");
        vertx = Border.vertx(
                new VertxOptions(),
                EdgeLimits.read(name -> Optional.ofNullable(limits.get(name)), EdgeLimits.LOOPBACK));
        HttpServer upstream = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(this::answer);
        upstream.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        gateway = new Gateway(
                vertx,
                Map.of(Service.ORDER, SocketAddress.inetSocketAddress(upstream.actualPort(), "127.0.0.1")),
                Set.of(),
                false);
        port = gateway.listen(0);
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/v1/orders/held" -> held.incrementAndGet();
            case "/v1/orders/socket" -> request.toWebSocket().onSuccess(_ -> held.incrementAndGet());
            default -> request.response().end("ok");
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        gateway.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/orders HTTP/1.1\r\nHost: x\r\nX-",
                "POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 60\r\n\r\n{",
                "POST /v1/orders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 60000000\r\n\r\n{"
            })
    void incompleteRequestsDelayNoOtherAndAreClosed(String half) throws Exception {
        open(half);

        assertServed();
        for (Socket socket : sockets) {
            socket.setSoTimeout(20_000);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SOCKET,
                "POST /v1/orders/held HTTP/1.1\r\nHost: x\r\nPrefer: wait=30\r\nContent-Length: 2\r\n\r\n{}",
                "GET /v1/orders/held HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n"
            })
    void longLivedConnectionsDelayNoOther(String request) throws Exception {
        open(request);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertEquals(CLIENTS, held.get()));
        assertServed();
    }

    private void open(String request) throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
        }
    }

    private void assertServed() throws IOException {
        long start = System.nanoTime();
        List<Answer> answers = RawHttp.send(port, "GET /v1/orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertEquals(200, answers.getFirst().status());
        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2));
    }
}
