package dev.parley.identity.client.domain;

import dev.parley.platform.problem.Problem;

/** Why an API client is not made or changed. */
public abstract sealed class ApiClientProblem extends Problem {

    private ApiClientProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    public static final class NameTaken extends ApiClientProblem {
        public NameTaken() {
            super(
                    409,
                    "api-client-name-taken",
                    "Name taken",
                    "There is an API client of this name already. Rotate its secret, or revoke it first.");
        }
    }

    public static final class ExpiryPast extends ApiClientProblem {
        public ExpiryPast() {
            super(422, "api-client-expiry-past", "Expired from the start", "expiresAt must be in the future.");
        }
    }

    public static final class Ended extends ApiClientProblem {
        public Ended() {
            super(
                    409,
                    "api-client-ended",
                    "Revoked or expired",
                    "This API client has been revoked or has expired. Make a new one.");
        }
    }

    public static final class TooManySecrets extends ApiClientProblem {
        public TooManySecrets() {
            super(
                    409,
                    "api-client-secrets",
                    "Too many secrets",
                    "Earlier secrets of this API client are still good. Rotate with now=true to end them, or wait.");
        }
    }
}
