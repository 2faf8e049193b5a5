package dev.parley.identity.session.domain;

import dev.parley.platform.problem.Problem;

/** Why a session does not go on. */
public abstract sealed class SessionProblem extends Problem {

    private SessionProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    public static final class InvalidRefreshToken extends SessionProblem {
        public InvalidRefreshToken() {
            super(
                    401,
                    "invalid-refresh-token",
                    "Not signed in any more",
                    "The refresh token is not valid. Sign in again.");
        }
    }

    public static final class RefreshTokenReused extends SessionProblem {
        public RefreshTokenReused() {
            super(
                    401,
                    "refresh-token-reused",
                    "Signed out for safety",
                    "The refresh token had been used before, so somebody may have copied it. Sign in again.");
        }
    }
}
