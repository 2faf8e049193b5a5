package dev.parley.identity.recovery.domain;

import dev.parley.platform.problem.Problem;

/** The problems of resetting a password and verifying or changing an address. */
public abstract sealed class RecoveryProblem extends Problem {

    private RecoveryProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    /** One problem for a token that is unknown, used, replaced by a newer one or expired. */
    public static final class InvalidResetToken extends RecoveryProblem {
        public InvalidResetToken() {
            super(
                    422,
                    "invalid-reset-token",
                    "Invalid password reset token",
                    "The link to reset the password is not valid any more. Request another one.");
        }
    }

    /** One problem for a token that is unknown, used, replaced by a newer one or expired. */
    public static final class InvalidVerificationToken extends RecoveryProblem {
        public InvalidVerificationToken() {
            super(
                    422,
                    "invalid-verification-token",
                    "Invalid verification token",
                    "The link to verify the e-mail address is not valid any more. Request another one.");
        }
    }

    /**
     * One problem for a token that is unknown, expired, another account's, or of a change that is not pending any more.
     */
    public static final class InvalidEmailChangeToken extends RecoveryProblem {
        public InvalidEmailChangeToken() {
            super(
                    422,
                    "invalid-email-change-token",
                    "Invalid e-mail change token",
                    "The link to change the e-mail address is not valid any more. Request the change again.");
        }
    }

    public static final class EmailAlreadyVerified extends RecoveryProblem {
        public EmailAlreadyVerified() {
            super(
                    409,
                    "email-already-verified",
                    "E-mail address already verified",
                    "The e-mail address has been verified before.");
        }
    }
}
