package dev.parley.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes problem responses (RFC 9457), for endpoints and for errors before an endpoint is matched. */
@Singleton
class ProblemAnswers {

    static final String MEDIA_TYPE = "application/problem+json";

    private final ObjectMapper json;

    ProblemAnswers(ObjectMapper json) {
        this.json = json;
    }

    Response response(Problem problem, String path) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(MEDIA_TYPE).entity(bytes(problem, path));
        headers(problem).forEach(response::header);
        return response.build();
    }

    void write(RoutingContext context, Problem problem) {
        if (context.response().ended()) {
            return;
        }
        context.response().setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        headers(problem).forEach(context.response()::putHeader);
        context.end(Buffer.buffer(bytes(problem, context.request().path())));
    }

    private static Map<String, String> headers(Problem problem) {
        Map<String, String> headers = new LinkedHashMap<>();
        problem.retryAfter()
                .ifPresent(delay -> headers.put(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(Math.max(1, delay.plusMillis(999).toSeconds()))));
        if (problem.status() == 401) {
            headers.put(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"parley\"" + challenge(problem));
        }
        if (problem.status() == 413) {
            // The rest of the body is not read, so the connection cannot be reused.
            headers.put("Connection", "close");
        }
        return headers;
    }

    /** The reason why the token is refused (RFC 6750, RFC 9470). */
    private static String challenge(Problem problem) {
        return switch (problem.slug()) {
            case "unauthenticated" -> "";
            case "reauthentication-required" ->
                ", error=\"insufficient_user_authentication\", max_age=\""
                        + problem.extensions().get("maxAge") + "\"";
            default -> ", error=\"invalid_token\"";
        };
    }

    private byte[] bytes(Problem problem, String path) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", problem.type());
        document.put("title", problem.title());
        document.put("status", problem.status());
        document.put("detail", problem.detail());
        document.put("instance", path);
        document.putAll(problem.extensions());
        try {
            return json.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem cannot be written: " + problem.slug(), e);
        }
    }
}
