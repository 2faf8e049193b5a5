package dev.parley.identity.user.domain;

import dev.parley.platform.problem.Problem;
import java.time.Duration;

/** The problems of accounts. */
public abstract sealed class UserProblem extends Problem {

    private UserProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    public static final class EmailTaken extends UserProblem {
        public EmailTaken() {
            super(409, "email-taken", "E-mail address taken", "There is an account with this e-mail address already.");
        }
    }

    public static final class UsernameTaken extends UserProblem {
        public UsernameTaken() {
            super(409, "username-taken", "Username taken", "This username belongs to another account.");
        }
    }

    /**
     * One problem for an unknown name, a wrong password and an account that is not active, so that it does not reveal
     * which.
     */
    public static final class InvalidCredentials extends UserProblem {
        public InvalidCredentials() {
            super(401, "invalid-credentials", "Invalid credentials", "No account has this name and password.");
        }
    }

    public static final class WrongPassword extends UserProblem {
        public WrongPassword() {
            super(422, "wrong-password", "Wrong password", "This is not the current password.");
        }
    }

    public static final class EmailUnchanged extends UserProblem {
        public EmailUnchanged() {
            super(
                    422,
                    "email-unchanged",
                    "E-mail address unchanged",
                    "This is the e-mail address of the account already.");
        }
    }

    public static final class NoEmailChange extends UserProblem {
        public NoEmailChange() {
            super(404, "not-found", "Not found", "No change of the e-mail address is pending.");
        }
    }

    public static final class PriceRangeUpsideDown extends UserProblem {
        public PriceRangeUpsideDown() {
            super(
                    422,
                    "invalid-price-range",
                    "Invalid price range",
                    "A price range has two ends in one currency, and the lower one first.");
        }
    }

    public static final class SubscriptionEndsBeforeItStarts extends UserProblem {
        public SubscriptionEndsBeforeItStarts() {
            super(
                    422,
                    "invalid-subscription-period",
                    "Invalid subscription period",
                    "The end date of a subscription must be after its start.");
        }
    }

    public static final class AddressBookFull extends UserProblem {
        public AddressBookFull() {
            super(
                    422,
                    "address-book-full",
                    "Address book full",
                    "An account has at most " + AddressBook.MOST + " addresses.");
        }
    }

    public static final class UserDeleted extends UserProblem {
        public UserDeleted() {
            super(409, "user-deleted", "Account deleted", "The account has been deleted.");
        }
    }

    /** An administrator cannot lock out themselves. */
    public static final class OwnAccount extends UserProblem {
        public OwnAccount() {
            super(
                    409,
                    "own-account",
                    "Own account",
                    "Administrators cannot remove their own rights: ask another administrator.");
        }
    }

    /** Without an administrator no other could be appointed. */
    public static final class LastAdministrator extends UserProblem {
        public LastAdministrator() {
            super(
                    409,
                    "last-administrator",
                    "Last administrator",
                    "This is the only administrator: appoint another one first.");
        }
    }

    /** The same for a name that no account has. */
    public static final class LockedOut extends UserProblem {
        public LockedOut(Duration left) {
            super(
                    423,
                    "locked-out",
                    "Locked out",
                    "Too many wrong passwords. Try again in " + Math.max(1, Math.ceilDiv(left.toSeconds(), 60))
                            + " minutes.");
            retryAfter(left);
        }
    }
}
