package dev.parley.identity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several doing the same at the same moment. */
public final class Together {

    private Together() {}

    /** The same several times. */
    public static <T> List<T> run(int times, Callable<T> work) throws Exception {
        return run(Collections.nCopies(times, work));
    }

    public static <T> List<T> run(List<Callable<T>> works) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(works.size())) {
            List<Future<T>> running = works.stream()
                    .map(work -> threads.submit(() -> {
                        start.await();
                        return work.call();
                    }))
                    .toList();
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
