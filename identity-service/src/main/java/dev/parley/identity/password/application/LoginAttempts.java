package dev.parley.identity.password.application;

import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.platform.Digests;
import java.time.Duration;

/**
 * Counts wrong passwords in a row. Sign-ins are counted by the typed name and the client's network, so that nobody can
 * lock out people who sign in from elsewhere; by the name as typed, not by the account, so that a lock reveals neither
 * that an address and a username belong to one account nor which names exist. An attempt is counted before its password
 * is checked: of any number of concurrent guesses, at most {@value #MOST} are checked.
 */
public interface LoginAttempts {

    /** The maximum number of wrong passwords in a row. */
    int MOST = 5;

    /** The duration of a lock-out. */
    Duration LOCKED = Duration.ofMinutes(15);

    /** The key by which attempts are counted. Typed names are stored only as digests. */
    record Key(String value) {

        /** A signed-in user who enters the password again. */
        public static Key of(UserId user) {
            return new Key("user:" + user.value());
        }

        /** A sign-in from an unknown device. */
        public static Key of(String typedName, String network) {
            return new Key(everywhere(typedName).value + "@" + network);
        }

        /** A sign-in from a device that has signed in to the account before. */
        public static Key ofDevice(String deviceId) {
            return new Key("device:" + deviceId);
        }

        /** All sign-ins from unknown devices. */
        public static Key everywhere(String typedName) {
            return new Key("name:" + Digests.sha256Hex(typedName));
        }
    }

    /**
     * Counts an attempt as failed until {@link #forget}.
     *
     * @return the number of attempts in the row, including this one
     * @throws UserProblem.LockedOut when too many have failed already
     */
    int count(Key key);

    /** Reverts {@link #count}: the password was not checked. */
    void takeBack(Key key);

    /** Ends the row: the password was right. */
    void forget(Key key);

    /** Counts a failure without locking. */
    void add(Key key);

    /** The number of failures, if the last one is within {@link #LOCKED}. */
    int failures(Key key);

    /** Ends every row of a typed name, from all networks. */
    void forgetName(String typedName);

    /** Ends every row of the account, after its password changed or it was deleted. */
    default void forget(User.State user) {
        forget(Key.of(user.id()));
        forgetName(user.email().key());
        if (user.username() != null) {
            forgetName(user.username().key());
        }
    }
}
