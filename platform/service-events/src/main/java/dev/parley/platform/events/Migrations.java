package dev.parley.platform.events;

import java.util.List;

/**
 * A service's changes of its database, as a CDI bean; more than one bean is fine, the numbers are shared. They run at
 * start, in the order of their versions, before consumers and requests, and are recorded in {@code schema_versions}.
 */
public interface Migrations {
    List<Migration> all();
}
