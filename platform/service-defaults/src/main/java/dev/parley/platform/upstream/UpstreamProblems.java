package dev.parley.platform.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/**
 * Maps error responses of another service to {@link UpstreamUnavailable} (5xx) and {@link UpstreamRefused} (4xx).
 * Register it on every REST client.
 */
@Singleton
public class UpstreamProblems implements ResponseExceptionMapper<RuntimeException> {

    private static final int TOO_MANY_REQUESTS = 429;

    private final ObjectMapper json;

    UpstreamProblems(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public RuntimeException toThrowable(Response response) {
        int status = response.getStatus();
        JsonNode problem = read(response);
        String type = problem.path("type").asText("about:blank");
        String detail = problem.path("detail").asText("");
        UpstreamRefused refused = new UpstreamRefused(status, type, detail, problem);
        // 401 and 429 are about this service, not about the request: a retry helps.
        return status >= 500 || status == TOO_MANY_REQUESTS || status == Upstream.UNAUTHORIZED
                ? new UpstreamUnavailable("Another service", refused)
                : refused;
    }

    private JsonNode read(Response response) {
        if (!response.hasEntity()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try (InputStream body = response.readEntity(InputStream.class)) {
            JsonNode read = json.readTree(body);
            return read != null && read.isObject() ? read : JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException e) { // the error page of a proxy in between
            return JsonNodeFactory.instance.objectNode();
        } catch (IOException e) {
            if (response.getStatus() < 500) {
                throw new UncheckedIOException(e);
            }
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
