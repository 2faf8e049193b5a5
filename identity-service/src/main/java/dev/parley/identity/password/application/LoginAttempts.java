package dev.parley.identity.password.application;

import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.platform.Digests;
import java.time.Duration;

/**
 * Wrong passwords in a row. Sign-ins are counted by what was typed and the network it came from, so that nobody locks
 * out people who sign in from elsewhere; by the name as typed, not by the account, so that a lock does not tell that an
 * address and a username are one person's, nor which names exist. An attempt is counted before its password is looked
 * at: however many guess at once, no more than {@value #MOST} of them are.
 */
public interface LoginAttempts {

    /** How many wrong passwords in a row there may be. */
    int MOST = 5;

    /** How long the key is locked afterwards. */
    Duration LOCKED = Duration.ofMinutes(15);

    /** What attempts are counted by. Of typed names only digests are kept. */
    record Key(String value) {

        /** The account of a caller who is signed in and shows the password once more. */
        public static Key of(UserId user) {
            return new Key("user:" + user.value());
        }

        /** A sign-in from a device that is not known. */
        public static Key of(String typedName, String network) {
            return new Key(everywhere(typedName).value + "@" + network);
        }

        /** A sign-in from a device that has signed in to the account before. */
        public static Key ofDevice(String deviceId) {
            return new Key("device:" + deviceId);
        }

        /** The sign-ins from all devices that are not known. */
        public static Key everywhere(String typedName) {
            return new Key("name:" + Digests.sha256Hex(typedName));
        }
    }

    /**
     * Counts an attempt as a failed one, which it is until {@link #forget}.
     *
     * @return how many there are in the row, with this one
     * @throws UserProblem.LockedOut when too many have failed already
     */
    int count(Key key);

    /** The attempt was not made after all: nobody looked at the password. */
    void takeBack(Key key);

    /** The password was right: the row has ended. */
    void forget(Key key);

    /** Counts a failure without ever locking. */
    void add(Key key);

    /** How many failures there are, the last of them within {@link #LOCKED}. */
    int failures(Key key);

    /** Ends every row of a typed name, wherever it came from. */
    void forgetName(String typedName);

    /** Ends every row of the account: its owner has a new password, or it is gone. */
    default void forget(User.State user) {
        forget(Key.of(user.id()));
        forgetName(user.email().key());
        if (user.username() != null) {
            forgetName(user.username().key());
        }
    }
}
