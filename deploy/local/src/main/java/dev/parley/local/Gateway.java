package dev.parley.local;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The one origin of the six services: HTTP and WebSocket, bodies streamed both ways.
 *
 * <p>It tells a service the caller's address in {@code X-Forwarded-For} (whatever the caller said there is dropped) and gives
 * a request without {@code X-Request-Id} one. It answers by itself, as problem+json, for paths that lead nowhere (404) and for
 * services that are away (503).
 */
final class Gateway implements AutoCloseable {

    /** Longer than the longest {@code Prefer: wait} there is. */
    private static final long ANSWER_MILLIS = TimeUnit.SECONDS.toMillis(40);

    private static final int CONNECT_MILLIS = 2_000;
    private static final int CONNECTIONS_PER_SERVICE = 256;
    private static final List<String> ONLY_FROM_US =
            List.of("Forwarded", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Real-IP");

    private final HttpServer server;
    private final HttpClient client;
    private final Routes routes;
    private final Cors cors;
    private final HttpProxy proxy;

    /**
     * @param upstreams where each service listens
     * @param allowedOrigins the origins whose pages may call; none: no CORS
     */
    Gateway(Vertx vertx, Map<Service, SocketAddress> upstreams, Set<String> allowedOrigins) {
        routes = new Routes(upstreams);
        cors = new Cors(allowedOrigins);
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setKeepAliveTimeout(20)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_SERVICE));
        proxy = HttpProxy.reverseProxy(client).origin(this::connect).addInterceptor(new ProxyInterceptor() {
            @Override
            public Future<Void> handleProxyResponse(ProxyContext context) {
                return onResponse(context);
            }
        });
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxHeaderSize(32 * 1024)
                        .setMaxInitialLineLength(16 * 1024)
                        .setCompressionSupported(false)
                        .setHttp2ClearTextEnabled(false))
                .requestHandler(this::onRequest);
    }

    /** Listens on {@code port} of the loopback interface, on a free one when it is 0; the port it has got. */
    int listen(int port) {
        return server.listen(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private void onRequest(HttpServerRequest request) {
        request.headers()
                .set("X-Forwarded-For", request.connection().remoteAddress().hostAddress());
        ONLY_FROM_US.forEach(request.headers()::remove);
        if (!request.headers().contains("X-Request-Id")) {
            request.headers().set("X-Request-Id", UUID.randomUUID().toString());
        }
        if (cors.answersPreflight(request)) {
            return;
        }
        switch (routes.of(request.path())) {
            case Routes.Target.To(SocketAddress ignored) -> proxy.handle(request);
            case Routes.Target.Nowhere() -> problem(request, Problem.NOT_FOUND);
            case Routes.Target.Malformed() -> problem(request, Problem.BAD_PATH);
        }
    }

    private Future<HttpClientRequest> connect(ProxyContext context) {
        HttpServerRequest request = context.request().proxiedRequest();
        if (!(routes.of(request.path()) instanceof Routes.Target.To(SocketAddress upstream))) {
            return Future.failedFuture("no route for " + request.path());
        }
        RequestOptions options = new RequestOptions()
                .setServer(upstream)
                .setHost(upstream.host())
                .setPort(upstream.port());
        // a WebSocket is quiet for as long as its two sides have nothing to say
        return client.request(isUpgrade(request) ? options : options.setIdleTimeout(ANSWER_MILLIS));
    }

    /** vertx-http-proxy answers 502 for an upstream that cannot be reached or breaks off; no service says 502 itself. */
    private Future<Void> onResponse(ProxyContext context) {
        HttpServerRequest request = context.request().proxiedRequest();
        if (context.response().getStatusCode() == 502) {
            problem(request, Problem.AWAY);
            return Future.succeededFuture();
        }
        cors.allow(request, context.response().headers());
        return context.sendResponse();
    }

    private void problem(HttpServerRequest request, Problem problem) {
        if (request.response().headWritten()) {
            request.connection().close();
            return;
        }
        cors.allow(request, request.response().headers());
        problem.answer(request);
    }

    private static boolean isUpgrade(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET)
                && request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true);
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        client.close().toCompletionStage().toCompletableFuture().join();
    }
}
