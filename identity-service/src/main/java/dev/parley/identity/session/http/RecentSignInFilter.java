package dev.parley.identity.session.http;

import dev.parley.platform.problem.Problems;
import jakarta.annotation.Priority;
import jakarta.json.JsonNumber;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Refuses tokens whose {@code auth_time} is too old or missing. */
@Provider
@RecentSignIn
@Priority(Priorities.AUTHORIZATION)
class RecentSignInFilter implements ContainerRequestFilter {

    /** The maximum age of the password entry, at sign-in, registration or {@code POST /v1/auth/reauthenticate}. */
    static final Duration MAX_AGE = Duration.ofMinutes(5);

    private final JsonWebToken token;
    private final Clock clock;

    RecentSignInFilter(JsonWebToken token, Clock clock) {
        this.token = token;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (authenticatedAt().plus(MAX_AGE).isBefore(clock.instant())) {
            throw Problems.reauthenticationRequired(MAX_AGE);
        }
    }

    private Instant authenticatedAt() {
        Object seconds = token.getClaim(Claims.auth_time.name());
        return switch (seconds) {
            case Number number -> Instant.ofEpochSecond(number.longValue());
            case JsonNumber number -> Instant.ofEpochSecond(number.longValue());
            case null, default -> Instant.EPOCH;
        };
    }
}
