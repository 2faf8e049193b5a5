package dev.parley.platform.events;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** A turn of work again and again on a virtual thread of its own: at the latest after a pause, at once when kicked. */
final class Loop implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore kicks = new Semaphore(0);
    private final Duration pause;
    private final Runnable turn;
    private final Thread thread;
    private volatile boolean stopping;

    private Loop(String name, Duration pause, Runnable turn) {
        this.pause = pause;
        this.turn = turn;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Starts the loop with a pause; what a turn throws is logged and does not end it. */
    static Loop start(String name, Duration pause, Runnable turn) {
        Loop loop = new Loop(name, pause, turn);
        loop.thread.start();
        return loop;
    }

    /** Lets the next turn begin now, or again right after the one under way. */
    void kick() {
        kicks.release();
    }

    private void run() {
        try {
            while (!stopping) {
                if (kicks.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    kicks.drainPermits();
                }
                turn();
            }
            turn(); // what was kicked during the last one is not left
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() {
        try {
            turn.run();
        } catch (Throwable e) { // a loop that ends unseen is worse than any turn that failed
            LOG.warnf("%s: a turn failed and is tried again: %s", thread.getName(), e);
            LOG.debug("the failed turn", e);
        }
    }

    /** Lets the turn under way and one more end, and waits for them a few seconds. */
    @Override
    public void close() {
        stopping = true;
        kick();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
