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

/** Classifies errors of the MongoDB driver, on MongoDB and on compatible servers. */
public final class MongoErrors {

    private static final int DUPLICATE_KEY = 11000;
    private static final List<String> TOO_LARGE = List.of("larger than", "too large");

    private MongoErrors() {}

    /** Whether the error is a transient failure: the database cannot be reached at the moment. */
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
     * Whether the error is a duplicate key. Only for inserts and updates: {@code findAndModify} hides it on some
     * servers.
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
     * Whether the document would exceed the maximum document size. Servers agree on the words of this error more than
     * on its code.
     */
    public static boolean isTooLarge(Throwable error) {
        return error instanceof BsonMaximumSizeExceededException
                || (error instanceof MongoWriteException write
                        && TOO_LARGE.stream().anyMatch(write.getError().getMessage()::contains));
    }
}
