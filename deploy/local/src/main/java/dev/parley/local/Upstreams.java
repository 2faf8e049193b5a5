package dev.parley.local;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The connections to the services, in separate pools for short and long-lived requests, so that a long-lived request
 * never takes the connection of a short one.
 */
final class Upstreams implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;

    /**
     * Less than the keep-alive of a service, so that no connection is used at the moment when the service closes it.
     */
    private static final int KEEP_ALIVE_SECONDS = 20;

    /** The maximum wait for a connection of the pool. */
    private static final long QUEUE_MILLIS = 5_000;

    private static final int LONGEST_QUEUE = 1_000;

    /** The use of a connection, with the maximum number to one service and the idle timeout. */
    enum Kind {
        REQUEST(256, Duration.ofSeconds(40)),
        /** A body that does not fit into {@link RequestBody#MOST_BUFFERED}. */
        UPLOAD(64, Duration.ofSeconds(60)),
        /** {@code Prefer: wait}, at most 30 s. */
        WAIT(1_024, Duration.ofSeconds(40)),
        /** An event stream. */
        STREAM(2_048, Duration.ofMinutes(2)),
        /** A WebSocket; its idle timeout is enforced on the client's side. */
        SOCKET(2_048, Duration.ZERO);

        private final int most;
        private final Duration silence;

        Kind(int most, Duration silence) {
            this.most = most;
            this.silence = silence;
        }

        /** The kind of {@code request}, by its head. */
        static Kind of(HttpServerRequest request) {
            if (isWebSocket(request)) {
                return SOCKET;
            }
            if (mentions(request, HttpHeaders.ACCEPT, "text/event-stream")) {
                return STREAM;
            }
            return mentions(request, "Prefer", "wait") ? WAIT : REQUEST;
        }

        private static boolean isWebSocket(HttpServerRequest request) {
            return request.method().equals(HttpMethod.GET)
                    && request.version() == HttpVersion.HTTP_1_1
                    && request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)
                    && mentions(request, HttpHeaders.CONNECTION, "upgrade");
        }

        private static boolean mentions(HttpServerRequest request, CharSequence header, String word) {
            return request.headers().getAll(header).stream()
                    .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(word));
        }
    }

    private final Map<Kind, HttpClient> clients = new EnumMap<>(Kind.class);

    Upstreams(Vertx vertx) {
        for (Kind kind : Kind.values()) {
            clients.put(
                    kind,
                    vertx.createHttpClient(
                            new HttpClientOptions()
                                    .setConnectTimeout(CONNECT_MILLIS)
                                    .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                                    .setIdleTimeout((int) kind.silence.toSeconds())
                                    .setDecompressionSupported(false),
                            new PoolOptions().setHttp1MaxSize(kind.most).setMaxWaitQueueSize(LONGEST_QUEUE)));
        }
    }

    /** Opens a request to {@code service}; fails when it cannot be reached or its pool of this kind stays full. */
    Future<HttpClientRequest> open(Kind kind, SocketAddress service) {
        return Objects.requireNonNull(clients.get(kind))
                .request(new RequestOptions()
                        .setServer(service)
                        .setHost(service.host())
                        .setPort(service.port())
                        .setConnectTimeout(QUEUE_MILLIS));
    }

    @Override
    public void close() {
        clients.values()
                .forEach(client ->
                        client.close().toCompletionStage().toCompletableFuture().join());
    }
}
