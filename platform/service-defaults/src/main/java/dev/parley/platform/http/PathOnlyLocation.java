package dev.parley.platform.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code Location} a path: JAX-RS prepends the host of the request, which is internal behind a gateway, and which
 * a caller can choose. The URL of another server is unchanged.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
@Priority(Priorities.USER + 100) // before the response is stored for its idempotency key
class PathOnlyLocation implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        URI location = uri(response.getHeaders().getFirst(HttpHeaders.LOCATION));
        URI here = request.getUriInfo().getBaseUri();
        if (location != null
                && location.getRawAuthority() != null
                && location.getRawAuthority().equals(here.getRawAuthority())) {
            String query = location.getRawQuery() == null ? "" : "?" + location.getRawQuery();
            response.getHeaders().putSingle(HttpHeaders.LOCATION, location.getRawPath() + query);
        }
    }

    private static @Nullable URI uri(@Nullable Object header) {
        return switch (header) {
            case URI uri -> uri;
            case String text -> URI.create(text);
            case null, default -> null;
        };
    }
}
