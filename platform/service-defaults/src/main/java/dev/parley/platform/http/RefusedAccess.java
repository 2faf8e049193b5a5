package dev.parley.platform.http;

import dev.parley.platform.problem.Problem;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.SecurityEvents;
import dev.parley.platform.security.TokenProblems;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.spi.runtime.AuthenticationFailureEvent;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.quarkus.security.spi.runtime.SecurityEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Records invalid tokens and refused roles as security events, wherever in the service they are refused. */
@Singleton
class RefusedAccess {

    private final SecurityEvents events;
    private final RequestOrigin origin;

    RefusedAccess(SecurityEvents events, RequestOrigin origin) {
        this.events = events;
        this.origin = origin;
    }

    void badToken(@Observes AuthenticationFailureEvent refused) {
        if (refused.getAuthenticationFailure() instanceof AuthenticationFailedException failure) {
            Problem problem = TokenProblems.of(failure);
            // Every client's token expires four times an hour, and a 503 says nothing about the token.
            if (problem.status() == 401 && !problem.slug().equals(TokenProblems.EXPIRED)) {
                events.record(SecurityEvents.TOKEN_REFUSED, null, problem.slug(), network(refused));
            }
        }
    }

    void role(@Observes AuthorizationFailureEvent refused) {
        if (refused.getAuthorizationFailure() instanceof ForbiddenException
                && refused.getSecurityIdentity().getPrincipal() instanceof JsonWebToken token) {
            events.record(SecurityEvents.ROLE_REFUSED, Caller.of(token).actor(), "forbidden", network(refused));
        }
    }

    /** An invalid token is refused before there is a request context. */
    private Optional<String> network(SecurityEvent event) {
        return event.getEventProperties().get(RoutingContext.class.getName()) instanceof RoutingContext http
                ? RequestOrigin.network(http.request())
                : origin.network();
    }
}
