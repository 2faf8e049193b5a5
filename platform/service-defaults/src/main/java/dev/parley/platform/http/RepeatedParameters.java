package dev.parley.platform.http;

import dev.parley.platform.problem.Problems;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Rejects a query parameter that occurs more than once. No endpoint takes several values of one, and a proxy that reads
 * the last value where the service reads the first is a way around its checks (HTTP parameter pollution, CWE-235).
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
@Priority(Priorities.ENTITY_CODER)
class RepeatedParameters implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            if (values.size() > 1) {
                throw Problems.validation(name, "must be given at most once");
            }
        });
    }
}
