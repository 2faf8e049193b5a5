package dev.parley.platform;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The name of this service: {@code catalog-service} among services, {@code catalog} for its resources (its database,
 * its keys).
 */
@Singleton
public class ServiceName {

    private final String full;

    ServiceName(@ConfigProperty(name = "quarkus.application.name") String full) {
        this.full = full;
    }

    /** The full name: {@code catalog-service}. */
    public String full() {
        return full;
    }

    /** The prefix of its resources: {@code catalog}. */
    public String owner() {
        return full.endsWith("-service") ? full.substring(0, full.length() - "-service".length()) : full;
    }
}
