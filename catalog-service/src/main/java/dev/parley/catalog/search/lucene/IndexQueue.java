package dev.parley.catalog.search.lucene;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The pending updates of the index, deduplicated; some of them delayed. */
final class IndexQueue {

    /** An update of a product, or of the product that a SKU belongs to. */
    record Task(Kind kind, String id) {
        enum Kind {
            PRODUCT,
            SKU
        }

        static Task product(ProductId id) {
            return new Task(Kind.PRODUCT, id.value());
        }

        static Task sku(Sku sku) {
            return new Task(Kind.SKU, sku.value());
        }
    }

    private record Delayed(Task task, Duration delay) {}

    private record Due(Delayed delayed, long nanos) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return Long.signum(nanos - other.nanos);
        }
    }

    /** The longest that changes of stock are collected, so that many of them are one update. */
    private static final long COLLECTED = Duration.ofMillis(300).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Task> waiting = new LinkedHashSet<>();
    private final PriorityQueue<Due> delayed = new PriorityQueue<>();
    /** The due time of each delayed task, by its latest report. */
    private final Map<Delayed, Long> dueAt = new HashMap<>();

    /** Also true until the first round is done. */
    private boolean busy = true;

    private boolean woken;
    private boolean closed;
    /** The number of threads that wait until the queue is idle. */
    private int flushing;

    void add(Collection<Task> tasks) {
        locked(() -> waiting.addAll(tasks));
    }

    void addLater(Task task, Duration delay) {
        Delayed later = new Delayed(task, delay);
        long due = System.nanoTime() + delay.toNanos();
        locked(() -> {
            if (dueAt.put(later, due) == null) {
                delayed.add(new Due(later, due));
            }
        });
    }

    /** Takes all due tasks, waits for some up to the timeout; the queue is busy with them until {@link #done}. */
    List<Task> take(Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            release();
            while (waiting.isEmpty() && !woken && !closed && left > 0) {
                long pause =
                        delayed.isEmpty() ? left : Math.clamp(delayed.peek().nanos() - System.nanoTime(), 1, left);
                left -= pause - Math.max(0, changed.awaitNanos(pause));
                release();
            }
            collectStock(Math.min(COLLECTED, longest.toNanos()));
            List<Task> taken = new ArrayList<>(waiting);
            waiting.clear();
            woken = false;
            busy = true;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Makes {@link #take} return now, also without a task. */
    void wake() {
        locked(() -> woken = true);
    }

    void done() {
        locked(() -> busy = false);
    }

    /** Waits up to the timeout until no task is pending or in progress; delayed tasks do not count. */
    void awaitIdle(Duration longest) throws InterruptedException {
        lock.lock();
        try {
            flushing++;
            changed.signalAll();
            long left = longest.toNanos();
            while (left > 0 && !closed && (busy || !waiting.isEmpty())) {
                left = changed.awaitNanos(left);
            }
        } finally {
            flushing--;
            lock.unlock();
        }
    }

    /** Sleeps; returns early when the queue is closed. */
    void pause(Duration length) throws InterruptedException {
        lock.lock();
        try {
            long left = length.toNanos();
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Wakes all waiting threads. */
    void close() {
        locked(() -> closed = true);
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for more changes of stock, unless something else is to be done. */
    private void collectStock(long longest) throws InterruptedException {
        long left = longest;
        while (left > 0
                && flushing == 0
                && !woken
                && !closed
                && !waiting.isEmpty()
                && waiting.stream().allMatch(task -> task.kind() == Task.Kind.SKU)) {
            left = changed.awaitNanos(left);
            release();
        }
    }

    private void release() {
        long now = System.nanoTime();
        while (!delayed.isEmpty() && delayed.peek().nanos() - now <= 0) {
            Delayed next = delayed.remove().delayed();
            long due = dueAt.getOrDefault(next, now);
            if (due - now <= 0) {
                dueAt.remove(next);
                waiting.add(next.task());
            } else { // reported again since
                delayed.add(new Due(next, due));
            }
        }
    }

    private void locked(Runnable step) {
        lock.lock();
        try {
            step.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
