package dev.parley.platform.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bson.Document;

/**
 * Retries writes after transient conflicts. Servers report a deadlock or a write conflict as an error; the failed write
 * was not applied, so an idempotent or compare-and-set write of one document can be retried. Every write goes through
 * this class.
 */
@ApplicationScoped
public class RetryingWrites {

    private static final int TRIES = 12;
    private static final int WRITE_CONFLICT = 112;
    private static final int DEADLOCK = 16908292;
    private static final int INTERNAL_ERROR = 1;

    /**
     * Runs the write, and retries it on deadlocks and write conflicts.
     *
     * @throws Problem 503 when it still conflicts after twelve attempts (about a second)
     */
    public <T> T run(Supplier<T> write) {
        return repeat(write, RetryingWrites::isClash);
    }

    /**
     * As {@link #run}, for upserts: two concurrent inserts may also conflict on the key, and the retry finds the
     * other's document.
     */
    public <T> T runUpsert(Supplier<T> upsert) {
        return repeat(upsert, error -> isClash(error) || MongoErrors.isDuplicateKey(error));
    }

    /**
     * Inserts the document, unless its {@code _id} or another unique key of it is taken.
     *
     * @return false when it is taken; then nothing is written
     */
    public boolean insertIfAbsent(MongoCollection<Document> collection, Document document) {
        try {
            run(() -> collection.insertOne(document));
            return true;
        } catch (MongoException e) {
            if (MongoErrors.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    private static <T> T repeat(Supplier<T> write, Predicate<MongoException> passes) {
        for (int attempt = 1; ; attempt++) {
            try {
                return write.get();
            } catch (MongoException e) {
                if (!passes.test(e)) {
                    throw e;
                }
                if (attempt == TRIES) {
                    throw Problems.unavailable("The database", Duration.ofSeconds(1))
                            .causedBy(e);
                }
                pause(attempt);
            }
        }
    }

    static boolean isClash(MongoException error) {
        if (error instanceof MongoBulkWriteException bulk) {
            return bulk.getWriteErrors().stream().anyMatch(e -> isClash(e.getCode(), e.getMessage()));
        }
        if (error instanceof MongoWriteException write) {
            return isClash(write.getError().getCode(), write.getError().getMessage());
        }
        String message = error.getMessage();
        return isClash(error.getCode(), message == null ? "" : message);
    }

    private static boolean isClash(int code, String message) {
        return code == WRITE_CONFLICT
                || code == DEADLOCK
                || (code == INTERNAL_ERROR && message.contains("deadlock detected"));
    }

    private static void pause(int attempt) {
        try {
            // Jitter keeps conflicting writers from conflicting again.
            Thread.sleep(ThreadLocalRandom.current().nextLong(2, 10L << Math.min(attempt, 5)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problems.unavailable("The database", Duration.ofSeconds(1)).causedBy(e);
        }
    }
}
