package dev.parley.platform.events;

import com.fasterxml.jackson.core.JacksonException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import dev.parley.platform.mongo.MongoErrors;
import dev.parley.platform.problem.Problem;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/** Distinguishes transient failures (something is unavailable) from permanent ones (a bug, a refusal). */
final class TransientFailures {

    /** The error code of servers whose own backend failed, such as the database they store their data in. */
    private static final int INTERNAL_ERROR = 1;

    private TransientFailures() {}

    /** Decided by the outermost cause that can be classified. */
    static boolean is(Throwable failure) {
        Throwable cause = failure;
        while (cause != null) {
            switch (verdict(cause)) {
                case PASSES -> {
                    return true;
                }
                case STAYS -> {
                    return false;
                }
                case UNKNOWN -> cause = cause.getCause();
            }
        }
        return false;
    }

    private enum Verdict {
        PASSES,
        STAYS,
        UNKNOWN
    }

    private static Verdict verdict(Throwable failure) {
        return switch (failure) {
            case VersionClash clash -> Verdict.PASSES;
            // 503: a dependency is unavailable or overloaded; the other: too many concurrent writers
            case Problem problem -> of(problem.status() == 503 || problem.slug().equals("version-conflict"));
            case MongoException mongo -> of(MongoErrors.isUnavailable(mongo) || isInternal(mongo));
            case UnreadableEvent unreadable -> Verdict.STAYS;
            case JacksonException json -> Verdict.STAYS;
            case RetriableException kafka -> Verdict.PASSES;
            case TimeoutException timeout -> Verdict.PASSES;
            case IOException link -> Verdict.PASSES;
            default -> Verdict.UNKNOWN;
        };
    }

    private static Verdict of(boolean passes) {
        return passes ? Verdict.PASSES : Verdict.STAYS;
    }

    private static boolean isInternal(MongoException failure) {
        int code =
                failure instanceof MongoWriteException write ? write.getError().getCode() : failure.getCode();
        // on some servers a constraint violation has the same code, and is permanent
        return code == INTERNAL_ERROR && !String.valueOf(failure.getMessage()).contains("constraint");
    }
}
