package dev.parley.identity.password.application;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.testing.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The queue of the hashing threads. */
@Tag(Tags.SLOW)
class PasswordsTest {

    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final Duration LONG = Duration.ofMinutes(5);

    @ParameterizedTest
    @CsvSource({
        "made by glibc,$2y$04$parleyparleyparleypar.MeBZt0XLiwgj9PjgPMpo4qvVJ6Fu4Yu",
        "pässwörd by Elytron,$2a$04$jWo2aGMDcXaQuGeL04dZgOI.Kwq.oIdsCySgrWfwtXGyg.kPHmxJG"
    })
    void verifiesHashesOfOtherLibraries(String password, String hash) {
        Passwords passwords = new Passwords(2, LONG);

        assertTrue(passwords.matches(password, Optional.of(hash)));
        assertFalse(passwords.matches(password + "!", Optional.of(hash)));
        passwords.stop();
    }

    @Test
    void aQueueTimeoutIsAProblemAndNothingIsComputed() throws Exception {
        Passwords passwords = new Passwords(256, Duration.ofMillis(20));

        int crowd = AT_ONCE + 100;

        List<Problem> refused = refused(passwords, crowd);

        assertTrue(refused.size() > 50, refused.size() + " refused");
        assertTrue(refused.size() < crowd, "what has begun is waited for");
        refused.forEach(PasswordsTest::isUnavailable);
        long start = System.nanoTime();
        passwords.matches("password", Optional.empty());
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos(), "the others were still computed");
        passwords.stop();
    }

    @Test
    void aFullQueueIsAProblemAtOnce() throws Exception {
        Passwords passwords = new Passwords(2, LONG);

        List<Problem> refused = refused(passwords, AT_ONCE + 2 + 40);

        assertTrue(refused.size() <= 40 && refused.size() > 20, refused.size() + " refused");
        refused.forEach(PasswordsTest::isUnavailable);
        passwords.stop();
    }

    @Test
    void aShutdownFailsQueuedRequests() throws Exception {
        Passwords passwords = new Passwords(256, LONG);
        FutureTask<List<Problem>> refused = new FutureTask<>(() -> refused(passwords, AT_ONCE + 20));
        Thread.startVirtualThread(refused);
        await().until(() -> passwords.waiting() > 10);

        passwords.stop();

        List<Problem> told = refused.get(10, TimeUnit.SECONDS);
        assertFalse(told.isEmpty());
        told.forEach(PasswordsTest::isUnavailable);
    }

    private static List<Problem> refused(Passwords passwords, int crowd) throws Exception {
        return AtOnce.run(crowd, () -> refusal(passwords)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Problem> refusal(Passwords passwords) {
        try {
            passwords.hash("password");
            return Optional.empty();
        } catch (Problem refused) {
            return Optional.of(refused);
        }
    }

    private static void isUnavailable(Problem problem) {
        assertEquals(503, problem.status());
        assertEquals(Optional.of(Duration.ofSeconds(5)), problem.retryAfter());
    }
}
