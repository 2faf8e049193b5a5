package dev.parley.identity.administration.application;

import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserFilter;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Accounts for administrators. */
@ApplicationScoped
public class FindUsers {

    private final Users users;

    FindUsers(Users users) {
        this.users = users;
    }

    /** The newest first, from the one after {@code after}. */
    public List<User> handle(UserFilter filter, Optional<UserId> after, int most) {
        return users.search(filter, after, most);
    }
}
