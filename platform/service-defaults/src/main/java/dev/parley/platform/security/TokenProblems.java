package dev.parley.platform.security;

import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import io.quarkus.security.AuthenticationFailedException;
import java.io.IOException;
import java.time.Duration;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.UnresolvableKeyException;

/** The problem of a refused token, with what its bearer may know. */
public final class TokenProblems {

    /** The slug for an expired token. */
    public static final String EXPIRED = "token-expired";

    private TokenProblems() {}

    /** 401, or 503 when the keys of identity have never been read and cannot be read now. */
    public static Problem of(AuthenticationFailedException failure) {
        boolean keys = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            keys |= cause instanceof UnresolvableKeyException;
            if (cause instanceof Problem known) {
                return known;
            }
            if (cause instanceof InvalidJwtException invalid && invalid.hasExpired()) {
                return Problems.unauthenticated(EXPIRED, "The access token has expired.");
            }
            if (keys && cause instanceof IOException) {
                return Problems.unavailable("identity-service", Duration.ofSeconds(2))
                        .causedBy(failure);
            }
        }
        return Problems.unauthenticated("token-invalid", "The access token is not valid.");
    }

    static Problem revoked() {
        return Problems.unauthenticated("token-revoked", "The access token has been revoked.");
    }
}
