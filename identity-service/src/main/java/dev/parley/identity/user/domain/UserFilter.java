package dev.parley.identity.user.domain;

import java.util.Optional;

/**
 * A filter for accounts; empty conditions are ignored.
 *
 * @param email an address or its prefix, ignoring case
 * @param plan the agreed plan, whether it has expired or not
 */
public record UserFilter(
        Optional<String> email,
        Optional<Role> role,
        Optional<UserStatus> status,
        Optional<Plan> plan,
        Optional<String> dealership) {

    /** Omits the address, because this may be logged. */
    @Override
    public String toString() {
        return "UserFilter[role=" + role + ", status=" + status + ", plan=" + plan + "]";
    }
}
