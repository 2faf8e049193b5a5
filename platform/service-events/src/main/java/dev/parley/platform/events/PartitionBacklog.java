package dev.parley.platform.events;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The fetched and uncommitted records of one partition. Records of one key are handled in sequence, those of different
 * keys concurrently. The committable offset is that of the first record that is not done. Thread-safe.
 */
final class PartitionBacklog {

    /** Records that are handled concurrently, including those being retried. */
    static final int MOST_STARTED = 200;

    /** Records that are held and not done. */
    static final int MOST_HELD = 1_000;

    private static final long MOST_BYTES = 8 << 20;

    /** The maximum number of records from the first one that is not done; all of them are read again after a crash. */
    private static final int LONGEST_SPAN = 10_000;

    private final Consumer<Item> starter;
    private final Deque<Item> fetched = new ArrayDeque<>();
    private final Map<String, Queue<Item>> behind = new HashMap<>();
    private final Queue<Item> ready = new ArrayDeque<>();
    private int started;
    private int held;
    private long bytes;
    private long committable = -1;
    private boolean closed;

    /** A record in progress. */
    final class Item {

        private final ConsumerRecord<String, byte[]> message;
        private boolean isDone;

        private Item(ConsumerRecord<String, byte[]> message) {
            this.message = message;
        }

        ConsumerRecord<String, byte[]> message() {
            return message;
        }

        /** The record is handled: the next one of its key may start. */
        void done() {
            settle(this);
        }

        /**
         * The work on the record ended without its effect, because the instance stops. It stays uncommitted, and no
         * other of its key starts.
         */
        void abandon() {
            release();
        }
    }

    /** @param starter called with each record that may start, on the calling thread; must not block */
    PartitionBacklog(Consumer<Item> starter) {
        this.starter = starter;
    }

    /** Adds the next record of the partition. */
    void add(ConsumerRecord<String, byte[]> message) {
        Item item = new Item(message);
        synchronized (this) {
            fetched.add(item);
            held++;
            bytes += size(message);
            Queue<Item> sameKey = behind.get(key(message));
            if (sameKey == null) {
                behind.put(key(message), new ArrayDeque<>(1));
                ready.add(item);
            } else {
                sameKey.add(item);
            }
        }
        startReady();
    }

    private void settle(Item item) {
        synchronized (this) {
            item.isDone = true;
            started--;
            held--;
            bytes -= size(item.message);
            Queue<Item> sameKey = behind.getOrDefault(key(item.message), new ArrayDeque<>());
            if (sameKey.isEmpty()) {
                behind.remove(key(item.message));
            } else {
                ready.add(sameKey.remove());
            }
            while (!fetched.isEmpty() && fetched.element().isDone) {
                committable = fetched.remove().message.offset() + 1;
            }
            notifyAll();
        }
        startReady();
    }

    private synchronized void release() {
        started--;
        notifyAll();
    }

    private void startReady() {
        List<Item> starting = new ArrayList<>();
        synchronized (this) {
            while (!closed && started < MOST_STARTED && !ready.isEmpty()) {
                started++;
                starting.add(ready.remove());
            }
        }
        starting.forEach(starter);
    }

    /** Whether the backlog is full, so that the partition must be paused. */
    synchronized boolean isFull() {
        return held >= MOST_HELD || bytes >= MOST_BYTES || fetched.size() >= LONGEST_SPAN;
    }

    /** Whether a paused partition may be resumed. */
    synchronized boolean hasRoom() {
        return held < MOST_HELD / 2 && bytes < MOST_BYTES / 2 && fetched.size() < LONGEST_SPAN / 2;
    }

    /** The offset to commit: everything before it is done. Negative while there is none. */
    synchronized long committable() {
        return committable;
    }

    synchronized int held() {
        return held;
    }

    /** Starts no further records. */
    synchronized void close() {
        closed = true;
    }

    /** Waits at most this long until no record is in progress. */
    synchronized void awaitIdle(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            for (long left = timeout.toNanos(); started > 0 && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Records without a key are ordered as those of one key. */
    private static String key(ConsumerRecord<String, byte[]> message) {
        return message.key() == null ? "" : message.key();
    }

    private static int size(ConsumerRecord<String, byte[]> message) {
        return Math.max(0, message.serializedKeySize()) + Math.max(0, message.serializedValueSize());
    }
}
