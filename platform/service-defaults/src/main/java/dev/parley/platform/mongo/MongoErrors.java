package dev.parley.platform.mongo;

import com.mongodb.MongoBulkWriteException;
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
import java.util.List;
import org.bson.BsonMaximumSizeExceededException;

/** What an error of the MongoDB driver means, on MongoDB and on the servers that are compatible with it. */
public final class MongoErrors {

    private static final int DUPLICATE_KEY = 11000;
    private static final List<String> TOO_LARGE = List.of("larger than", "too large");

    private MongoErrors() {}

    /** Whether the error says that the database cannot be reached for the moment, so that the same will work later. */
    public static boolean isUnavailable(Throwable error) {
        return error instanceof MongoTimeoutException
                || error instanceof MongoSocketException
                || error instanceof MongoNotPrimaryException
                || error instanceof MongoNodeIsRecoveringException
                || error instanceof MongoServerUnavailableException
                || error instanceof MongoConnectionPoolClearedException
                || error instanceof MongoExecutionTimeoutException
                || error instanceof MongoInterruptedException;
    }

    /**
     * Whether the error says that a unique key is taken. Only from inserts and updates: {@code findAndModify} hides it
     * on some servers.
     */
    public static boolean isDuplicateKey(Throwable error) {
        return switch (error) {
            case MongoWriteException write -> write.getError().getCode() == DUPLICATE_KEY;
            case MongoBulkWriteException bulk ->
                bulk.getWriteErrors().stream().allMatch(write -> write.getCode() == DUPLICATE_KEY);
            case MongoException other -> other.getCode() == DUPLICATE_KEY;
            default -> false;
        };
    }

    /**
     * Whether the error says that a document would be larger than the database takes. Servers agree on its words more
     * than on its code.
     */
    public static boolean isTooLarge(Throwable error) {
        return error instanceof BsonMaximumSizeExceededException
                || (error instanceof MongoWriteException write
                        && TOO_LARGE.stream().anyMatch(write.getError().getMessage()::contains));
    }
}
