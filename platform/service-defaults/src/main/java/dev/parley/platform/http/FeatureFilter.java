package dev.parley.platform.http;

import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.RequiresFeature;
import dev.parley.platform.security.Roles;
import dev.parley.platform.security.SecurityEvents;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;

/** Checks {@link RequiresFeature}. */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
@Priority(Priorities.AUTHORIZATION)
class FeatureFilter implements ContainerRequestFilter {

    private final CurrentCaller caller;
    private final ResourceInfo endpoint;
    private final SecurityEvents securityEvents;

    FeatureFilter(CurrentCaller caller, ResourceInfo endpoint, SecurityEvents securityEvents) {
        this.securityEvents = securityEvents;
        this.caller = caller;
        this.endpoint = endpoint;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        RequiresFeature required = RequiredFeatures.of(endpoint);
        if (required == null) {
            return;
        }
        Caller asks = caller.get();
        if (asks.kind() == Caller.Kind.NOBODY) {
            throw Problems.unauthenticated("unauthenticated", "An access token is required.");
        }
        if (!asks.hasRole(Roles.SERVICE) && !asks.hasFeature(required.value())) {
            securityEvents.record(SecurityEvents.ROLE_REFUSED, asks.actor(), "feature-not-in-plan");
            throw Problems.featureNotInPlan(required.value(), asks.plan());
        }
    }
}
