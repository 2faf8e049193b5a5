package dev.parley.platform.security;

import java.util.List;

/**
 * What API clients may be allowed. A token of theirs carries its scopes in {@code groups}, where people have roles, so
 * an endpoint names them beside the roles that may call it.
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
