package dev.parley.platform.http;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Accepts a request without a body and {@code Content-Type} (RFC 9110, 8.3): the endpoint gets null, which
 * {@code @NotNull} refuses and an optional body allows. JAX-RS would assume {@code application/octet-stream} and
 * respond with 415.
 */
@Provider
@PreMatching
@ConstrainedTo(RuntimeType.SERVER)
class AbsentBodies implements ContainerRequestFilter {

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    @Override
    public void filter(ContainerRequestContext request) {
        if (WITH_BODY.contains(request.getMethod())
                && request.getHeaderString(HttpHeaders.CONTENT_TYPE) == null
                && request.getHeaderString("Transfer-Encoding") == null
                && request.getLength() <= 0) {
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }
}
