package dev.parley.platform.http;

import dev.parley.platform.http.RateLimits.Taken;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import dev.parley.platform.security.SecurityEvents;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;

/** Counts requests to endpoints that are {@link RateLimited}, and tells the caller where the limit is (IETF draft "RateLimit header fields for HTTP"). */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
@Priority(Priorities.AUTHORIZATION + 1)
class RateLimitFilter implements ContainerRequestFilter {

    private final RateLimits limits;
    private final CurrentCaller caller;
    private final RoutingContext http;
    private final ResourceInfo endpoint;
    private final SecurityEvents securityEvents;

    RateLimitFilter(
            RateLimits limits,
            CurrentCaller caller,
            RoutingContext http,
            ResourceInfo endpoint,
            SecurityEvents securityEvents) {
        this.securityEvents = securityEvents;
        this.endpoint = endpoint;
        this.limits = limits;
        this.caller = caller;
        this.http = http;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        RateLimited limited = endpoint.getResourceMethod().getAnnotation(RateLimited.class);
        // A service asks for many, each of whom was counted where they came in.
        if (limited == null || caller.get().hasRole(Roles.SERVICE)) {
            return;
        }
        Taken taken = limits.take(limited.value(), who(limited.byAddress()));
        String name = "\"" + limited.value() + "\"";
        long seconds = Math.max(1, taken.until().plusMillis(999).toSeconds());
        http.response()
                .putHeader(
                        "RateLimit-Policy",
                        name + ";q=" + taken.limit().requests() + ";w="
                                + taken.limit().window().toSeconds())
                .putHeader("RateLimit", name + ";r=" + taken.remaining() + ";t=" + seconds);
        if (!taken.allowed()) {
            Caller asks = caller.get();
            securityEvents.record(
                    SecurityEvents.RATE_LIMITED,
                    asks.kind() == Caller.Kind.NOBODY ? null : asks.actor(),
                    limited.value());
            throw Problems.rateLimited(taken.until());
        }
    }

    private String who(boolean byAddress) {
        Caller asks = caller.get();
        return byAddress || asks.kind() == Caller.Kind.NOBODY
                ? "address:" + RequestOrigin.customer(http.request())
                : asks.actor();
    }
}
