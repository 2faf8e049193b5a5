package dev.parley.platform.events;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Repeats a turn of work on a virtual thread of its own: after a pause, or at once when kicked. */
final class Loop implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

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

    /** Starts the loop with a pause; an exception of a turn is logged and does not end it. */
    static Loop start(String name, Duration pause, Runnable turn) {
        Loop loop = new Loop(name, pause, turn);
        loop.thread.start();
        return loop;
    }

    /** Starts the next turn now, or right after the current one. */
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
            turn(); // a kick during the last turn is not lost
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() {
        try {
            turn.run();
        } catch (Throwable e) { // a loop that dies unnoticed is worse than a failed turn
            LOG.warnf("Turn failed, will be retried: loop=%s cause=%s", thread.getName(), e);
            LOG.debug("Failed turn", e);
        }
    }

    /** Waits a few seconds for the current turn and one more to end. */
    @Override
    public void close() {
        stopping = true;
        kick();
        try {
            thread.join(TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
