package dev.parley.platform.events;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import dev.parley.platform.mongo.Storage;
import dev.parley.platform.problem.Problem;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Tells failures that will pass by waiting (something is away) from those that will not (a bug, a refusal). */
final class Passing {

    /** What servers answer when something behind them failed, such as the database they keep their data in. */
    private static final int INTERNAL_ERROR = 1;

    private Passing() {}

    static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (isPassing(cause)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Throwable next(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == failure ? null : cause;
    }

    private static boolean isPassing(Throwable failure) {
        return switch (failure) {
            case UnreadableEvent unreadable -> false;
            case VersionClash clash -> true;
            // 503: what it needs is away or too busy; the other: too many wrote at the same time
            case Problem problem -> problem.status() == 503 || problem.slug().equals("version-conflict");
            case MongoException mongo -> Storage.isAway(mongo) || isInternal(mongo);
            case RetriableException kafka -> true;
            case TimeoutException timeout -> true;
            case com.fasterxml.jackson.core.JacksonException json -> false;
            case IOException link -> true;
            default -> false;
        };
    }

    private static boolean isInternal(MongoException failure) {
        int code =
                failure instanceof MongoWriteException write ? write.getError().getCode() : failure.getCode();
        // a broken constraint hides behind the same code on some servers, and does not pass
        return code == INTERNAL_ERROR && !String.valueOf(failure.getMessage()).contains("constraint");
    }
}
