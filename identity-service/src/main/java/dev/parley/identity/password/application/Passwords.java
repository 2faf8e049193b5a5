package dev.parley.identity.password.application;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.parley.identity.user.domain.User;
import dev.parley.platform.problem.Problems;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Password hashes: bcrypt at cost 12, about a quarter of a second of CPU time each. They are computed on a small thread
 * pool of their own, so that many concurrent sign-ins queue here and other requests still get CPU time.
 */
@ApplicationScoped
public class Passwords {

    /** bcrypt ignores further bytes. */
    public static final int MAX_BYTES = 72;

    static final int COST = 12;
    private static final int QUEUE = 256;

    /**
     * The maximum time in the queue: shorter than gateway timeouts, so that no hash is computed for a request that was
     * given up.
     */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final byte[] IMPOSSIBLE = "impossible".getBytes(StandardCharsets.US_ASCII);

    private final ThreadPoolExecutor threads;
    private final Duration timeout;
    private final int cost;
    private final byte[] noPassword;

    @Inject
    Passwords() {
        this(QUEUE, TIMEOUT);
    }

    /** Hashes at another cost: for tests, which sign in often. */
    Passwords(int cost) {
        this(QUEUE, TIMEOUT, cost);
    }

    Passwords(int queue, Duration timeout) {
        this(queue, timeout, COST);
    }

    private Passwords(int queue, Duration timeout, int cost) {
        this.timeout = timeout;
        this.cost = cost;
        this.noPassword = User.NO_PASSWORD
                .replace("$" + COST + "$", "$%02d$".formatted(cost))
                .getBytes(StandardCharsets.US_ASCII);
        int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().daemon().name("bcrypt-", 0).factory());
    }

    /** @throws dev.parley.platform.problem.Problem 503 when the queue is full, or after half a minute in the queue */
    public String hash(String password) {
        return compute(() -> BCrypt.withDefaults().hashToString(cost, password.toCharArray()));
    }

    /**
     * Whether the password matches the hash. Without a hash it is false, after the same time.
     *
     * @throws dev.parley.platform.problem.Problem 503 when the queue is full, or after half a minute in the queue
     */
    public boolean matches(String password, Optional<String> hash) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        boolean possible = hash.isPresent() && bytes.length <= MAX_BYTES;
        byte[] stored =
                hash.map(text -> text.getBytes(StandardCharsets.US_ASCII)).orElse(noPassword);
        boolean same = compute(() -> BCrypt.verifyer().verify(possible ? bytes : IMPOSSIBLE, stored).verified);
        return possible && same;
    }

    private <T> T compute(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        try {
            threads.execute(task);
            return await(task);
        } catch (RejectedExecutionException | TimeoutException | CancellationException notComputed) {
            throw Problems.unavailable("Signing in", Duration.ofSeconds(5));
        } catch (ExecutionException e) {
            throw new IllegalStateException("bcrypt failed", e.getCause());
        } catch (InterruptedException e) {
            threads.remove(task);
            Thread.currentThread().interrupt();
            throw Problems.unavailable("Signing in", Duration.ofSeconds(5));
        }
    }

    /** Only the time in the queue is limited: a computation that has begun is awaited. */
    private <T> T await(FutureTask<T> task) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            if (threads.remove(task)) {
                throw late;
            }
            return task.get();
        }
    }

    /** The length of the queue. */
    int waiting() {
        return threads.getQueue().size();
    }

    @PreDestroy
    void stop() {
        // fail the queued requests
        threads.shutdownNow().forEach(task -> ((FutureTask<?>) task).cancel(false));
    }
}
