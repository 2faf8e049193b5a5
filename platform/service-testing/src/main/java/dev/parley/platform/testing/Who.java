package dev.parley.platform.testing;

import dev.parley.platform.id.Ids;
import dev.parley.platform.security.Roles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Everybody who may come to an endpoint: the columns of an access table. */
enum Who {
    NO_TOKEN,
    GUEST,
    USER,
    SALESPERSON,
    MANAGER,
    ADMIN,
    API_CLIENT,
    SERVICE;

    /** Who gets furthest behind most doors. */
    static final List<Who> MOST_LIKELY = List.of(USER, ADMIN, SERVICE, NO_TOKEN);

    private static final Set<Who> ACCOUNTS = Set.of(USER, SALESPERSON, MANAGER, ADMIN);

    /** As tables and roles have it; a request without a token has no role, and an API client scopes instead. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    boolean hasRole(String role) {
        return word().equals(role);
    }

    /** Whether there is an account behind it, and so a plan. */
    boolean isAccount() {
        return ACCOUNTS.contains(this);
    }

    /** A token of somebody new, if accounts have this plan. */
    Optional<String> token(String plan) {
        return switch (this) {
            case NO_TOKEN -> Optional.empty();
            case GUEST -> Optional.of(TestTokens.guest(Ids.next()));
            case API_CLIENT -> Optional.of(TestTokens.client(Ids.next()));
            case SERVICE -> Optional.of(TestTokens.service(Roles.SERVICE));
            default -> Optional.of(TestTokens.onPlan(Ids.next(), plan, Set.of(), word()));
        };
    }
}
