package dev.parley.identity.user.domain;

import dev.parley.platform.problem.Problem;

/** Why an account cannot be made or entered. */
public abstract sealed class UserProblem extends Problem {

    private UserProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    public static final class EmailTaken extends UserProblem {
        public EmailTaken() {
            super(409, "email-taken", "E-mail taken", "There is an account with this e-mail address already.");
        }
    }

    public static final class UsernameTaken extends UserProblem {
        public UsernameTaken() {
            super(409, "username-taken", "Username taken", "This username belongs to somebody else.");
        }
    }

    /** One answer for an unknown name, a wrong password and an account that is closed: it tells nobody which. */
    public static final class InvalidCredentials extends UserProblem {
        public InvalidCredentials() {
            super(401, "invalid-credentials", "Wrong name or password", "No account has this name and password.");
        }
    }
}
