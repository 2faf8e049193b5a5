package dev.parley.platform.events;

import java.util.List;

/**
 * A service's database migrations, as a CDI bean; several beans share the numbers. They run at startup, in the order of
 * their versions, before consumers and requests, and are recorded in {@code schema_versions}.
 */
public interface Migrations {
    List<Migration> all();
}
