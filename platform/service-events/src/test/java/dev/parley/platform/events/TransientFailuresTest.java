package dev.parley.platform.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class PassingTest {

    @Test
    void unavailabilityIsTransient() {
        assertTrue(TransientFailures.is(new MongoTimeoutException("no server")));
        assertTrue(TransientFailures.is(
                new MongoSocketOpenException("refused", new ServerAddress(), new ConnectException())));
        assertTrue(TransientFailures.is(Problems.unavailable("catalog-service", Duration.ofSeconds(1))));
        assertTrue(TransientFailures.is(new IllegalStateException(new IOException("reset"))));
        assertTrue(TransientFailures.is(Problems.versionConflict()));
        assertTrue(TransientFailures.is(new VersionClash()));
        assertTrue(TransientFailures.is(command(1, "the connection to the database was lost")));
    }

    @Test
    void aRefusalIsPermanent() {
        assertFalse(TransientFailures.is(new NullPointerException()));
        assertFalse(TransientFailures.is(new UnreadableEvent("no JSON", new IOException())));
        assertFalse(TransientFailures.is(Problems.notFound("order")));
        assertFalse(TransientFailures.is(Problems.conflict("reservation-ended", "Ended", "It has ended.")));
        assertFalse(TransientFailures.is(command(1, "violates exclusion/unique constraint")));
        assertFalse(TransientFailures.is(command(9, "failed to parse")));
    }

    private static MongoCommandException command(int code, String message) {
        return new MongoCommandException(
                BsonDocument.parse("{ok: 0, code: " + code + ", errmsg: \"" + message + "\"}"), new ServerAddress());
    }

    @Test
    void aVersionClashIsRetriedThreeTimesThenAProblem() {
        AtomicInteger tries = new AtomicInteger();
        Problem problem = assertThrows(
                Problem.class,
                () -> OptimisticRetry.run(() -> {
                    tries.incrementAndGet();
                    throw new VersionClash();
                }));
        assertEquals(3, tries.get());
        assertEquals(409, problem.status());
        assertEquals("version-conflict", problem.slug());
        assertEquals("saved", OptimisticRetry.run(() -> {
            if (tries.incrementAndGet() < 6) {
                throw new VersionClash();
            }
            return "saved";
        }));
    }
}
