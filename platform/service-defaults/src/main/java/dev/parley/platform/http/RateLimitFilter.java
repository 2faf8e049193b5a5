package dev.parley.platform.http;

import dev.parley.platform.http.RateLimit.Taken;
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
import org.jspecify.annotations.Nullable;

/**
 * Counts every request: by address against the default, and against the limit of the endpoint when it is
 * {@link RateLimited}. Tells the caller the remaining requests (IETF draft "RateLimit header fields for HTTP").
 */
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
        this.limits = limits;
        this.caller = caller;
        this.http = http;
        this.endpoint = endpoint;
        this.securityEvents = securityEvents;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Caller asks = caller.get();
        // A service calls on behalf of many callers, each of which was counted at the service they called.
        if (asks.hasRole(Roles.SERVICE)) {
            return;
        }
        Taken taken = take(asks, RequestOrigin.customer(http.request()));
        String name = "\"" + taken.limit().name() + "\"";
        long seconds = Math.max(1, taken.until().plusMillis(999).toSeconds());
        http.response()
                .putHeader(
                        "RateLimit-Policy",
                        name + ";q=" + taken.limit().requests() + ";w="
                                + taken.limit().window().toSeconds())
                .putHeader("RateLimit", name + ";r=" + taken.remaining() + ";t=" + seconds);
        if (!taken.allowed()) {
            securityEvents.record(
                    SecurityEvents.RATE_LIMITED,
                    asks.kind() == Caller.Kind.NOBODY ? null : asks.actor(),
                    taken.limit().name());
            throw Problems.rateLimited(taken.until());
        }
    }

    private Taken take(Caller asks, String address) {
        Taken taken = limits.takeDefault(address);
        RateLimited named = named();
        if (named == null || !taken.allowed()) {
            return taken;
        }
        if (named.byAddress()) {
            return limits.take(named.value(), "address:" + address);
        }
        return asks.kind() == Caller.Kind.NOBODY || asks.isGuest()
                ? limits.takeOfAddress(named.value(), address)
                : limits.take(named.value(), asks.actor());
    }

    private @Nullable RateLimited named() {
        RateLimited own = endpoint.getResourceMethod().getAnnotation(RateLimited.class);
        RateLimited limited = own == null ? endpoint.getResourceClass().getAnnotation(RateLimited.class) : own;
        return limited == null || limited.value().equals(RateLimited.DEFAULT) ? null : limited;
    }
}
