package dev.parley.identity.user.domain;

import dev.parley.platform.events.PendingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every account there is. */
public interface Users {

    /**
     * Stores a new account with its events.
     *
     * @throws UserProblem.EmailTaken when another has the e-mail address, in whatever case
     * @throws UserProblem.UsernameTaken when another has the username, in whatever case
     */
    void add(User user);

    /**
     * Stores a change with its events, and what else is to be told of it. When the account was changed since it was
     * read, the caller reads it and tries again.
     *
     * @throws UserProblem.EmailTaken when another has the e-mail address, in whatever case
     * @throws UserProblem.UsernameTaken when another has the username, in whatever case
     */
    void save(User user, List<PendingEvent> alongside);

    /** {@link #save(User, List)} with the account's own events alone. */
    default void save(User user) {
        save(user, List.of());
    }

    /**
     * Leaves nothing of the account but that it was there, and stores its events. From now on there is no such account,
     * and its names are free.
     *
     * @param alongside what else is to be told of it
     */
    void purge(User user, List<PendingEvent> alongside);

    /** Deleted accounts that are to be purged, longest first. */
    List<UserId> toBePurged(Instant now, int most);

    /** When an account was deleted and purged; empty when it was not deleted. */
    Optional<Deletion> deletion(UserId id);

    /** How far the end of an account has come. */
    record Deletion(Instant markedAt, Optional<Instant> purgedAt) {}

    /**
     * Stores the events of a sign-in. Sign-ins do not clash with each other: they change nothing that their events
     * tell.
     *
     * @return false when what they tell has changed since the account was read
     */
    boolean saveSignIn(User user);

    Optional<User> find(UserId id);

    Optional<User> findByEmail(Email email);

    Optional<User> findByUsername(Username username);

    /** The newest first, from the one after {@code after}; at most {@code most}. */
    List<User> search(UserFilter filter, Optional<UserId> after, int most);

    /** Whether somebody could act as an administrator. */
    boolean hasActiveAdministrator();

    /** Whether somebody else could act as an administrator. */
    boolean hasActiveAdministratorBeside(UserId id);
}
