package dev.parley.identity.client.domain;

import dev.parley.platform.security.Scopes;
import java.util.Arrays;
import java.util.Optional;

/** The scopes an API client may have. None makes it an administrator or a service. */
public enum Scope {
    CATALOG_WRITE(Scopes.CATALOG_WRITE),
    INVENTORY_WRITE(Scopes.INVENTORY_WRITE),
    ANALYTICS_READ(Scopes.ANALYTICS_READ);

    private final String wireName;

    Scope(String wireName) {
        this.wireName = wireName;
    }

    /** The name in tokens, requests and documents. */
    public String wireName() {
        return wireName;
    }

    public static Optional<Scope> of(String wireName) {
        return Arrays.stream(values())
                .filter(scope -> scope.wireName.equals(wireName))
                .findFirst();
    }
}
