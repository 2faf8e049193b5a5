package dev.parley.identity.user.application;

import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.platform.Digests;
import java.time.Duration;

/**
 * Wrong passwords in a row, by account; names that nobody has are counted alike, so that being locked out tells nobody which exist. An attempt is counted before its
 * password is looked at: however many guess at once, no more than {@value #MOST} of them are.
 */
public interface LoginAttempts {

    /** How many wrong passwords in a row there may be. */
    int MOST = 5;

    /** How long nobody gets in afterwards. */
    Duration LOCKED = Duration.ofMinutes(15);

    /** Whose attempts are counted together. */
    record Key(String value) {

        public static Key of(UserId user) {
            return new Key("user:" + user.value());
        }

        /** Only a digest of what somebody typed is kept. */
        public static Key ofUnknown(String name) {
            return new Key("name:" + Digests.sha256Hex(name));
        }
    }

    /**
     * Counts an attempt as a failed one, which it is until {@link #forget}.
     *
     * @throws UserProblem.LockedOut when too many have failed already
     */
    void count(Key key);

    /** The attempt was not made after all: nobody looked at the password. */
    void takeBack(Key key);

    /** The password was right, or is another now: the row has ended. */
    void forget(Key key);
}
