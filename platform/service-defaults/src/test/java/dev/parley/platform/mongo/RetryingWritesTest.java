package dev.parley.platform.mongo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.MongoException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import dev.parley.platform.problem.Problem;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryingWritesTest {

    private final RetryingWrites writes = new RetryingWrites();
    private final AtomicInteger tries = new AtomicInteger();

    private int failing(int times, MongoException error) {
        if (tries.incrementAndGet() <= times) {
            throw error;
        }
        return 42;
    }

    @ParameterizedTest
    @CsvSource({"112,Write conflict", "16908292,deadlock", "1,ERROR: deadlock detected"})
    void retriesAConflictingWrite(int code, String message) {
        assertEquals(42, writes.run(() -> failing(3, new MongoException(code, message))));
        assertEquals(4, tries.get());
    }

    @ParameterizedTest
    @CsvSource({"1,something else", "11000,duplicate key", "13,unauthorized"})
    void doesNotRetryOtherErrors(int code, String message) {
        assertThrows(MongoException.class, () -> writes.run(() -> failing(1, new MongoException(code, message))));
        assertEquals(1, tries.get());
    }

    @Test
    void retriesAnUpsertThatLostTheInsertRace() {
        assertEquals(42, writes.runUpsert(() -> failing(1, new MongoException(11000, "duplicate key"))));
    }

    @Test
    void givesUpWithARetryableProblem() {
        Problem busy = assertThrows(
                Problem.class, () -> writes.run(() -> failing(100, new MongoException(112, "Write conflict"))));
        assertEquals(503, busy.status());
        assertTrue(busy.retryAfter().isPresent());
        assertEquals(12, tries.get());
    }

    @Test
    void recognizesTransientFailures() {
        assertTrue(MongoErrors.isUnavailable(new MongoTimeoutException("no server")));
        assertTrue(MongoErrors.isUnavailable(new MongoSocketOpenException("refused", new ServerAddress())));
        assertFalse(MongoErrors.isUnavailable(new MongoException(11000, "duplicate key")));
    }
}
