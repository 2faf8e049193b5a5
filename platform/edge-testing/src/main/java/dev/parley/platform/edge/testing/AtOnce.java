package dev.parley.platform.edge.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs calls concurrently, each on a thread of its own; none begins before all are ready. */
public final class AtOnce {

    private AtOnce() {}

    /** Runs the same call several times concurrently. */
    public static <T> List<T> run(int times, Callable<T> call) throws Exception {
        return run(Collections.nCopies(times, call));
    }

    /** Runs one call for each number from 0. */
    public static <T> List<T> run(int times, IntFunction<T> call) throws Exception {
        return run(IntStream.range(0, times)
                .<Callable<T>>mapToObj(i -> () -> call.apply(i))
                .toList());
    }

    /**
     * Runs the calls and waits for all of them.
     *
     * @return the results, in the order of the calls
     * @throws Exception the first failure in the order of the calls; the others are suppressed in it
     */
    public static <T> List<T> run(List<? extends Callable<? extends T>> calls) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<T>> running = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Callable<? extends T> call : calls) {
                running.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            start.countDown();
        }
        return results(running);
    }

    private static <T> List<T> results(List<Future<T>> ended) throws Exception {
        List<T> results = new ArrayList<>();
        @Nullable Throwable failure = null;
        for (Future<T> each : ended) {
            if (each.state() == Future.State.SUCCESS) {
                results.add(each.resultNow());
            } else {
                failure = joined(failure, each.exceptionNow());
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (Exception) failure;
        }
        return results;
    }

    private static Throwable joined(@Nullable Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }
}
