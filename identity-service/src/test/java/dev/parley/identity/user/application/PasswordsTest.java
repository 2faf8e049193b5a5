package dev.parley.identity.user.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A crowd that signs in. */
class PasswordsTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void whoDoesNotGetTheirTurnIsToldAndNothingIsComputedForThem() throws Exception {
        Passwords passwords = new Passwords(256, Duration.ofMillis(20));

        List<Problem> refused = refused(passwords, 100);

        assertTrue(refused.size() > 50, refused.size() + " refused");
        assertTrue(refused.size() < 100, "what has begun is waited for");
        refused.forEach(PasswordsTest::isUnavailable);
        long start = System.nanoTime();
        passwords.matches("password", Optional.empty());
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos(), "the others were still computed");
        passwords.stop();
    }

    @Test
    void whoFindsTheQueueFullIsToldAtOnce() throws Exception {
        Passwords passwords = new Passwords(2, LONG);
        int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

        List<Problem> refused = refused(passwords, atOnce + 2 + 40);

        assertTrue(refused.size() <= 40 && refused.size() > 20, refused.size() + " refused");
        refused.forEach(PasswordsTest::isUnavailable);
        passwords.stop();
    }

    private static List<Problem> refused(Passwords passwords, int crowd) throws InterruptedException {
        List<Problem> refused = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> hashes = new ArrayList<>();
            for (int i = 0; i < crowd; i++) {
                hashes.add(threads.submit(() -> passwords.hash("password")));
            }
            for (Future<String> hash : hashes) {
                try {
                    hash.get();
                } catch (ExecutionException e) {
                    refused.add((Problem) e.getCause());
                }
            }
        }
        return refused;
    }

    private static void isUnavailable(Problem problem) {
        assertEquals(503, problem.status());
        assertEquals(Optional.of(Duration.ofSeconds(5)), problem.retryAfter());
    }
}
