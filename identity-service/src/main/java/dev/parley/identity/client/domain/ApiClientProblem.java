package dev.parley.identity.client.domain;

import dev.parley.platform.problem.Problem;

/** The problems of creating or changing an API client. */
public abstract sealed class ApiClientProblem extends Problem {

    private ApiClientProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    public static final class NameTaken extends ApiClientProblem {
        public NameTaken() {
            super(
                    409,
                    "api-client-name-taken",
                    "API client name taken",
                    "There is an API client with this name already. Rotate its secret, or revoke it first.");
        }
    }

    public static final class ExpiryPast extends ApiClientProblem {
        public ExpiryPast() {
            super(422, "api-client-expiry-past", "Expiry in the past", "expiresAt must be in the future.");
        }
    }

    public static final class Ended extends ApiClientProblem {
        public Ended() {
            super(
                    409,
                    "api-client-inactive",
                    "API client revoked or expired",
                    "This API client has been revoked or has expired. Create a new one.");
        }
    }

    public static final class TooManySecrets extends ApiClientProblem {
        public TooManySecrets() {
            super(
                    409,
                    "too-many-api-client-secrets",
                    "Too many secrets",
                    "Earlier secrets of this API client are still valid. Rotate with now=true to "
                            + "revoke them, or wait until they expire.");
        }
    }
}
