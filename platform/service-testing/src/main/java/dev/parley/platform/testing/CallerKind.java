package dev.parley.platform.testing;

import dev.parley.platform.id.Ids;
import dev.parley.platform.security.Roles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The kinds of callers: the columns of an access table. */
enum CallerKind {
    NO_TOKEN,
    GUEST,
    USER,
    SALESPERSON,
    MANAGER,
    ADMIN,
    API_CLIENT,
    SERVICE;

    /** Callers in the order in which they are most likely to be allowed. */
    static final List<CallerKind> MOST_LIKELY = List.of(USER, ADMIN, SERVICE, NO_TOKEN);

    private static final Set<CallerKind> ACCOUNTS = Set.of(USER, SALESPERSON, MANAGER, ADMIN);

    /** The name in tables and roles; a request without a token has no role, and an API client has scopes instead. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    boolean hasRole(String role) {
        return word().equals(role);
    }

    /** Whether the caller has an account, and so a plan. */
    boolean isAccount() {
        return ACCOUNTS.contains(this);
    }

    /** A token of a new account, if the kind can have this plan. */
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
