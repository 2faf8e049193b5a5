package dev.parley.identity.recovery.domain;

import dev.parley.platform.problem.Problem;

/** Why a password stays as it is, or an address unproved. */
public abstract sealed class RecoveryProblem extends Problem {

    private RecoveryProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    /** One answer for a token that is unknown, used, replaced by a newer one or too old. */
    public static final class InvalidResetToken extends RecoveryProblem {
        public InvalidResetToken() {
            super(
                    422,
                    "invalid-reset-token",
                    "Link not valid",
                    "The link to choose a new password is not valid any more. Ask for another one.");
        }
    }

    /** One answer for a token that is unknown, used, replaced by a newer one or too old. */
    public static final class InvalidVerificationToken extends RecoveryProblem {
        public InvalidVerificationToken() {
            super(
                    422,
                    "invalid-verification-token",
                    "Link not valid",
                    "The link to confirm the e-mail address is not valid any more. Ask for another one.");
        }
    }

    /**
     * One answer for a token that is unknown, too old, another account's, or of a change that is not pending any more.
     */
    public static final class InvalidEmailChangeToken extends RecoveryProblem {
        public InvalidEmailChangeToken() {
            super(
                    422,
                    "invalid-email-change-token",
                    "Link not valid",
                    "The link to change the e-mail address is not valid any more. Ask for the change again.");
        }
    }

    public static final class EmailAlreadyVerified extends RecoveryProblem {
        public EmailAlreadyVerified() {
            super(409, "email-already-verified", "Confirmed already", "The e-mail address has been confirmed before.");
        }
    }
}
