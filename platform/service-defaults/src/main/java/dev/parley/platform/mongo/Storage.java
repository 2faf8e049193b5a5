package dev.parley.platform.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.parley.platform.ServiceName;
import io.quarkus.mongodb.runtime.MongoClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.bson.BsonMaximumSizeExceededException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The service's own MongoDB database, and what its errors mean. */
@ApplicationScoped
public class Storage implements MongoClientCustomizer {

    /**
     * Comes after every id we make. The newest first, from the beginning, are read as those before this: not every server takes an order from an index that it is not
     * asked for a range of.
     */
    public static final String AFTER_EVERY_ID = "~";

    private static final int DUPLICATE_KEY = 11000;
    private static final List<String> TOO_LARGE = List.of("larger than", "too large");

    @Override
    public MongoClientSettings.Builder customize(MongoClientSettings.Builder settings) {
        // Not every server recognises a repeated write, so the driver must not repeat one by itself: see Writes.
        return settings.retryWrites(false);
    }

    @Produces
    @Singleton
    MongoDatabase database(
            MongoClient client, ServiceName service, @ConfigProperty(name = "parley.database") Optional<String> name) {
        return client.getDatabase(name.orElseGet(service::owner));
    }

    /** Whether the error says that the database cannot be reached for the moment, so that the same will work later. */
    public static boolean isAway(Throwable error) {
        return error instanceof MongoTimeoutException
                || error instanceof MongoSocketException
                || error instanceof MongoNotPrimaryException
                || error instanceof MongoNodeIsRecoveringException
                || error instanceof MongoServerUnavailableException
                || error instanceof MongoConnectionPoolClearedException
                || error instanceof MongoExecutionTimeoutException
                || error instanceof MongoInterruptedException;
    }

    /** Whether the error says that a unique key is taken. Only from inserts and updates: {@code findAndModify} hides it on some servers. */
    public static boolean isDuplicateKey(Throwable error) {
        return switch (error) {
            case MongoWriteException write -> write.getError().getCode() == DUPLICATE_KEY;
            case MongoBulkWriteException bulk ->
                bulk.getWriteErrors().stream().allMatch(write -> write.getCode() == DUPLICATE_KEY);
            case MongoException other -> other.getCode() == DUPLICATE_KEY;
            default -> false;
        };
    }

    /** Whether the error says that a document would be larger than the database takes. Servers agree on its words more than on its code. */
    public static boolean isTooLarge(Throwable error) {
        return error instanceof BsonMaximumSizeExceededException
                || (error instanceof MongoWriteException write
                        && TOO_LARGE.stream().anyMatch(write.getError().getMessage()::contains));
    }
}
