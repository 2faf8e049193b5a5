package dev.parley.identity.user.domain;

import dev.parley.platform.events.PendingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The repository of accounts. */
public interface Users {

    /**
     * Stores a new account with its events.
     *
     * @throws UserProblem.EmailTaken when another account has the e-mail address, ignoring case
     * @throws UserProblem.UsernameTaken when another account has the username, ignoring case
     */
    void add(User user);

    /**
     * Stores a change with its events; an account that has not changed is not written.
     *
     * @param alongside further events of the same write
     * @throws dev.parley.platform.events.VersionClash when it was changed since it was loaded
     * @throws UserProblem.EmailTaken when another account has the e-mail address, ignoring case
     * @throws UserProblem.UsernameTaken when another account has the username, ignoring case
     */
    void save(User user, List<PendingEvent> alongside);

    /** {@link #save(User, List)} with the account's own events alone. */
    default void save(User user) {
        save(user, List.of());
    }

    /**
     * Removes everything but the fact that the account existed, and stores its events. It is no longer found, and its
     * names are free.
     *
     * @param alongside further events of the same write
     * @throws dev.parley.platform.events.VersionClash when it was changed since it was loaded
     */
    void purge(User user, List<PendingEvent> alongside);

    /** Deleted accounts that are due to be purged, oldest first. */
    List<UserId> toBePurged(Instant now, int most);

    /** When an account was deleted and purged; empty when it was not deleted. */
    Optional<Deletion> deletion(UserId id);

    /** The progress of a deletion. */
    record Deletion(Instant markedAt, Optional<Instant> purgedAt) {}

    /**
     * Stores a sign-in with its events. Concurrent sign-ins do not clash: they change nothing that their events
     * contain.
     *
     * @throws dev.parley.platform.events.VersionClash when status, roles or plan were changed since it was loaded
     */
    void saveSignIn(User user);

    Optional<User> find(UserId id);

    Optional<User> findByEmail(Email email);

    Optional<User> findByUsername(Username username);

    /** A projection of accounts, newest first, after {@code after}; at most {@code most}. */
    List<User.State> search(UserFilter filter, Optional<UserId> after, int most);

    /** Whether there is an active administrator. */
    boolean hasActiveAdministrator();

    /** Whether there is an active administrator other than this account. */
    boolean hasActiveAdministratorBeside(UserId id);
}
