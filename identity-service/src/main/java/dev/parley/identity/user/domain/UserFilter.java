package dev.parley.identity.user.domain;

import java.util.Optional;

/**
 * Which accounts are looked for; what is empty does not matter.
 *
 * @param email an address or its beginning, in whatever case
 * @param plan the one that was agreed, whether it still runs or not
 */
public record UserFilter(
        Optional<String> email,
        Optional<Role> role,
        Optional<UserStatus> status,
        Optional<Plan> plan,
        Optional<String> dealership) {

    /** Without the address: this may end in a log. */
    @Override
    public String toString() {
        return "UserFilter[role=" + role + ", status=" + status + ", plan=" + plan + "]";
    }
}
