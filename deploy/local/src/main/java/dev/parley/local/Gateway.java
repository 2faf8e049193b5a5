package dev.parley.local;

import dev.parley.platform.edge.SecurityHeaders;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The single origin of the six services: HTTP, event streams and WebSockets. Requests that are not framed strictly, or
 * too slow, are refused by {@link dev.parley.platform.edge.Border} before they get here.
 *
 * <p>It sends the caller's address to services in {@code X-Forwarded-For} (replacing the caller's own header, and
 * dropping {@code X-Parley-*} except a well-formed {@code X-Parley-Session}) and adds a missing {@code X-Request-Id}.
 * It responds itself, as problem+json, to unknown paths (404) and for services that are unavailable (503).
 */
final class Gateway implements AutoCloseable {

    private static final List<String> ONLY_FROM_HERE = List.of(
            "Forwarded",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Ssl",
            "X-Real-IP");
    private static final String OWN_HEADERS = "x-parley-";
    private static final String SESSION = "X-Parley-Session";
    private static final int UUID_LENGTH = 36;

    private final HttpServer server;
    private final Upstreams upstreams;
    private final Routes routes;
    private final Cors cors;
    private final boolean https;

    /**
     * @param vertx guarded by a {@link dev.parley.platform.edge.Border}
     * @param services the addresses of the services
     * @param allowedOrigins the origins whose pages may call; none: no CORS
     * @param https whether clients use https, terminated in front of the gateway
     */
    Gateway(Vertx vertx, Map<Service, SocketAddress> services, Set<String> allowedOrigins, boolean https) {
        routes = new Routes(services);
        cors = new Cors(allowedOrigins);
        upstreams = new Upstreams(vertx);
        this.https = https;
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxHeaderSize(32 * 1024)
                        .setMaxInitialLineLength(16 * 1024)
                        .setHandle100ContinueAutomatically(true)
                        .setCompressionSupported(false)
                        .setHttp2ClearTextEnabled(false))
                .requestHandler(this::onRequest);
    }

    /** Listens on {@code port} of the loopback interface, on a free one when it is 0; returns the port. */
    int listen(int port) {
        return server.listen(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private void onRequest(HttpServerRequest request) {
        boolean sane = sessionIsSane(request.headers());
        introduce(request);
        if (!sane) {
            problem(request, Problem.BAD_SESSION);
            return;
        }
        if (cors.answersPreflight(request)) {
            return;
        }
        switch (routes.of(request.path())) {
            case Routes.Target.To(SocketAddress service) -> {
                if (Upstreams.Kind.of(request) == Upstreams.Kind.SOCKET) {
                    Tunnel.open(request, service, upstreams, this::addHeaders);
                } else {
                    Exchange.forward(request, service, upstreams, this::addHeaders);
                }
            }
            case Routes.Target.Nowhere() -> problem(request, Problem.NOT_FOUND);
            case Routes.Target.Malformed() -> problem(request, Problem.BAD_PATH);
        }
    }

    /** Sets the headers about the caller that only the gateway may set. */
    private static void introduce(HttpServerRequest request) {
        MultiMap headers = request.headers();
        ONLY_FROM_HERE.forEach(headers::remove);
        for (String name : new ArrayList<>(headers.names())) {
            if (name.toLowerCase(Locale.ROOT).startsWith(OWN_HEADERS) && !name.equalsIgnoreCase(SESSION)) {
                headers.remove(name);
            }
        }
        headers.set("X-Forwarded-For", request.connection().remoteAddress().hostAddress());
        if (!headers.contains("X-Request-Id")) {
            headers.set("X-Request-Id", UUID.randomUUID().toString());
        }
    }

    /** The client's own session id must be a UUID, or absent. */
    private static boolean sessionIsSane(MultiMap headers) {
        List<String> sessions = headers.getAll(SESSION);
        return sessions.isEmpty() || sessions.size() == 1 && isUuid(sessions.getFirst());
    }

    private static boolean isUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return false;
        }
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void problem(HttpServerRequest request, Problem problem) {
        addHeaders(request);
        problem.answer(request);
    }

    /** Adds the headers of the origin to the response of {@code request}. */
    private void addHeaders(HttpServerRequest request) {
        MultiMap headers = request.response().headers();
        cors.allow(request, headers);
        SecurityHeaders.ALL.forEach((name, value) -> {
            if (!headers.contains(name)) {
                headers.set(name, value);
            }
        });
        if (https) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        upstreams.close();
    }
}
