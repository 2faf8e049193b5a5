package dev.parley.platform.security;

import java.util.List;

/**
 * The scopes of API clients. A token has its scopes in {@code groups}, where users have roles, so an endpoint declares
 * them beside the roles that may call it.
 */
public final class Scopes {

    /** Imports products and archives them. */
    public static final String CATALOG_WRITE = "catalog:write";

    /** Adjusts stock. */
    public static final String INVENTORY_WRITE = "inventory:write";

    /** Reads reports. */
    public static final String ANALYTICS_READ = "analytics:read";

    public static final List<String> ALL = List.of(CATALOG_WRITE, INVENTORY_WRITE, ANALYTICS_READ);

    private Scopes() {}
}
