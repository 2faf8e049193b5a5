package dev.parley.identity.user.application;

import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;

/** An account for its owner. */
@ApplicationScoped
public class FindUser {

    private final Users users;

    FindUser(Users users) {
        this.users = users;
    }

    /** @throws dev.parley.platform.problem.Problem 404 when there is none */
    public User handle(UserId id) {
        return users.find(id).orElseThrow(() -> Problems.notFound("user"));
    }
}
