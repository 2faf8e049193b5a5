package dev.parley.identity.session.domain;

import dev.parley.platform.problem.Problem;

/** The problems of refreshing a session. */
public abstract sealed class SessionProblem extends Problem {

    private SessionProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    public static final class InvalidRefreshToken extends SessionProblem {
        public InvalidRefreshToken() {
            super(
                    401,
                    "invalid-refresh-token",
                    "Invalid refresh token",
                    "The refresh token is not valid. Sign in again.");
        }
    }

    public static final class RefreshTokenReused extends SessionProblem {
        public RefreshTokenReused() {
            super(
                    401,
                    "refresh-token-reused",
                    "Refresh token reused",
                    "The refresh token had been used before, so it may have been copied. The session "
                            + "is revoked: sign in again.");
        }
    }
}
