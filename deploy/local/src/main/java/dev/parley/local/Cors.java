package dev.parley.local;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Allows pages of the configured origins to call the API; other origins get no CORS headers, so browsers refuse their
 * calls.
 */
final class Cors {

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Prefer, X-Parley-Session, X-Request-Id, traceparent";
    private static final String RESPONSE_HEADERS =
            "ETag, Location, Retry-After, RateLimit, RateLimit-Policy, Idempotent-Replayed, X-Request-Id";

    private final Set<String> allowedOrigins;

    Cors(Set<String> allowedOrigins) {
        this.allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** Responds to {@code request} if it is a preflight of an allowed origin. */
    boolean answersPreflight(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.OPTIONS)
                || !isAllowed(request.getHeader(HttpHeaders.ORIGIN))
                || !request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
            return false;
        }
        allow(request, request.response().headers());
        request.response()
                .setStatusCode(204)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600")
                .end();
        return true;
    }

    /** Adds the CORS headers for the origin of {@code request} to {@code response}. */
    void allow(HttpServerRequest request, MultiMap response) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && isAllowed(origin)) {
            response.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, RESPONSE_HEADERS);
            response.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
    }

    private boolean isAllowed(@Nullable String origin) {
        return origin != null && allowedOrigins.contains(origin);
    }
}
