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

/** A client of Parley's HTTP API. Immutable: {@code as} and {@code header} return new objects. */
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(45);

    private final HttpClient http;
    private final String origin;
    private final Map<String, String> headers;

    /** A response: its status, headers and body; a missing node where the body is not JSON. */
    record Answer(int status, HttpResponse<byte[]> response, JsonNode body) {

        /**
         * The body, when the status is {@code expected}.
         *
         * @throws UnexpectedAnswer for any other status
         */
        JsonNode expecting(int expected) {
            if (status != expected) {
                throw new UnexpectedAnswer(response.request().method() + " "
                        + response.uri().getPath() + " answered " + status + " instead of " + expected + ": " + body);
            }
            return body;
        }
    }

    /** A response with an unexpected status. */
    static final class UnexpectedAnswer extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnexpectedAnswer(String message) {
            super(message);
        }
    }

    /** The API at {@code origin}, without a token. */
    Api(String origin) {
        this(HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build(), origin, Map.of());
    }

    private Api(HttpClient http, String origin, Map<String, String> headers) {
        this.http = http;
        this.origin = origin;
        this.headers = headers;
    }

    /** The same API, with this access token. */
    Api as(String accessToken) {
        return header("Authorization", "Bearer " + accessToken);
    }

    /** The same API, with one more header. */
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
            throw new UncheckedIOException(method + " " + path + " did not respond", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
