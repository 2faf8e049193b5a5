package dev.parley.platform.http;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/** Answers OPTIONS with the methods of the path, where Quarkus lists those of all paths of the resource class. */
@Provider
@PreMatching
@ConstrainedTo(RuntimeType.SERVER)
class OptionsFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.getMethod().equals(HttpMethod.OPTIONS)) {
            return;
        }
        Set<String> allowed =
                AllowedMethods.of(request.getUriInfo().getRequestUri().getPath());
        if (!allowed.isEmpty()) {
            request.abortWith(Response.noContent()
                    .header(HttpHeaders.ALLOW, String.join(", ", allowed))
                    .build());
        }
    }
}
