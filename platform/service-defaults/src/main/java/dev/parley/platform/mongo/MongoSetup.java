package dev.parley.platform.mongo;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.parley.platform.ServiceName;
import io.quarkus.mongodb.runtime.MongoClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The service's own MongoDB database, and the settings of the driver. */
@ApplicationScoped
class MongoSetup implements MongoClientCustomizer {

    @Override
    public MongoClientSettings.Builder customize(MongoClientSettings.Builder settings) {
        // Not every server recognizes a repeated write, so the driver must not retry writes by itself: see
        // RetryingWrites.
        return settings.retryWrites(false);
    }

    @Produces
    @Singleton
    MongoDatabase database(
            MongoClient client, ServiceName service, @ConfigProperty(name = "parley.database") Optional<String> name) {
        return client.getDatabase(name.orElseGet(service::owner));
    }
}
