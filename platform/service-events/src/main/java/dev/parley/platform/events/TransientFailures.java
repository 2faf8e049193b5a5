package dev.parley.platform.events;

import com.fasterxml.jackson.core.JacksonException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import dev.parley.platform.mongo.MongoErrors;
import dev.parley.platform.problem.Problem;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells failures that will pass by waiting (something is away) from those that will not (a bug, a refusal). */
final class TransientFailures {

    /** What servers answer when something behind them failed, such as the database they keep their data in. */
    private static final int INTERNAL_ERROR = 1;

    private TransientFailures() {}

    /** The outermost cause that means something decides. */
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
            // 503: what it needs is away or too busy; the other: too many wrote at the same time
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
        // a broken constraint hides behind the same code on some servers, and does not pass
        return code == INTERNAL_ERROR && !String.valueOf(failure.getMessage()).contains("constraint");
    }
}
