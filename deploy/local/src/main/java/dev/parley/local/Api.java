package dev.parley.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parley's HTTP API as a client sees it. An object of this class is immutable: {@code as} and {@code header} make new
 * ones.
 */
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(45);

    private final HttpClient http;
    private final String origin;
    private final Map<String, String> headers;

    /** An answer: its status, headers and body; a missing node where the body is not JSON. */
    record Answer(int status, HttpResponse<byte[]> response, JsonNode body) {

        /** The body, when the status is {@code expected}; anything else ends what is being done. */
        JsonNode expecting(int expected) {
            if (status != expected) {
                throw new UnexpectedAnswer(response.request().method() + " "
                        + response.uri().getPath() + " answered " + status + " instead of " + expected + ": " + body);
            }
            return body;
        }
    }

    /** An answer that the caller cannot go on with. */
    static final class UnexpectedAnswer extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnexpectedAnswer(String message) {
            super(message);
        }
    }

    /** The API at {@code origin}, called by nobody in particular. */
    Api(String origin) {
        this(HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build(), origin, Map.of());
    }

    private Api(HttpClient http, String origin, Map<String, String> headers) {
        this.http = http;
        this.origin = origin;
        this.headers = headers;
    }

    /** The same API, called by the bearer of {@code accessToken}. */
    Api as(String accessToken) {
        return header("Authorization", "Bearer " + accessToken);
    }

    /** The same API, called with one more header. */
    Api header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Api(http, origin, more);
    }

    Answer get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody(), null);
    }

    Answer delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody(), null);
    }

    /** Sends {@code body} as JSON. */
    Answer post(String path, Map<String, ?> body) {
        return send(
                "POST",
                path,
                HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString()),
                "application/json");
    }

    /** Sends the content of {@code file}. */
    Answer post(String path, Path file, String contentType) {
        try {
            return send("POST", path, HttpRequest.BodyPublishers.ofByteArray(Files.readAllBytes(file)), contentType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer send(String method, String path, HttpRequest.BodyPublisher body, @Nullable String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(TIMEOUT)
                .method(method, body);
        headers.forEach(request::header);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            boolean json = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            JsonNode parsed = json ? JSON.readTree(response.body()) : JSON.missingNode();
            return new Answer(response.statusCode(), response, parsed);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
