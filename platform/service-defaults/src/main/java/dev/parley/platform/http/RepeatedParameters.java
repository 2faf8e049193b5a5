package dev.parley.platform.http;

import dev.parley.platform.problem.Problems;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;

/**
 * Rejects a query parameter that occurs more than once, unless its endpoint is {@link MultiValued} in it: a proxy that
 * reads the last value where the service reads the first is a way around its checks (HTTP parameter pollution,
 * CWE-235).
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
@Priority(Priorities.ENTITY_CODER)
class RepeatedParameters implements ContainerRequestFilter {

    private final ResourceInfo endpoint;

    RepeatedParameters(ResourceInfo endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            if (values.size() > 1 && !isMultiValued(name)) {
                throw Problems.validation(name, "must be given at most once");
            }
        });
    }

    private boolean isMultiValued(String name) {
        MultiValued allowed = endpoint.getResourceMethod().getAnnotation(MultiValued.class);
        return allowed != null
                && Arrays.stream(allowed.value())
                        .anyMatch(known -> known.endsWith("*")
                                ? name.startsWith(known.substring(0, known.length() - 1))
                                : name.equals(known));
    }
}
