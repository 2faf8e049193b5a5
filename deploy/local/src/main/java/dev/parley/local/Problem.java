package dev.parley.local;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** The gateway's own problems (RFC 9457). */
enum Problem {
    NOT_FOUND(404, "not-found", "Not found", "No service has this path."),
    BAD_PATH(400, "bad-path", "Malformed path", "The path has '.' or '..' segments or a broken escape."),
    BAD_SESSION(400, "bad-session-id", "Malformed session id", "X-Parley-Session must be one UUID."),
    UNAVAILABLE(
            503,
            "service-unavailable",
            "Service unavailable",
            "The service behind this path does not respond; try again shortly.");

    private static final String RETRY_AFTER_SECONDS = "2";

    private final int status;
    private final String slug;
    private final String title;
    private final String detail;

    Problem(int status, String slug, String title, String detail) {
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.detail = detail;
    }

    void answer(HttpServerRequest request) {
        JsonObject body = new JsonObject()
                .put("type", "https://parley.dev/problems/" + slug)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", request.path());
        if (status == 503) {
            request.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("X-Request-Id", request.getHeader("X-Request-Id"))
                .end(body.encode());
    }
}
