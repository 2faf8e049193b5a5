package dev.parley.identity.user.domain;

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

    /** Stores a change with its events. When the account was changed since it was read, the caller reads it and tries again. */
    void save(User user);

    /**
     * Stores the events of a sign-in. Sign-ins do not clash with each other: they change nothing that their events tell.
     *
     * @return false when what they tell has changed since the account was read
     */
    boolean saveSignIn(User user);

    Optional<User> find(UserId id);

    Optional<User> findByEmail(Email email);

    Optional<User> findByUsername(Username username);

    /** The newest first, from the one after {@code after}; at most {@code most}. */
    List<User> search(UserFilter filter, Optional<UserId> after, int most);

    boolean hasAdministrator();
}
