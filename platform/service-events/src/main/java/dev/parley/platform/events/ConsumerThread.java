package dev.parley.platform.events;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One Kafka consumer on a virtual thread of its own, reopened after a failure, until it is stopped. */
final class ConsumerThread {

    private static final Logger LOG = Logger.getLogger(ConsumerThread.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<Consumer<String, byte[]>> opening;
    private final Polling polling;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable Consumer<String, byte[]> consumer;

    /** Polls the consumer without end. {@link #stop} ends it with a {@link WakeupException} of the current call. */
    @FunctionalInterface
    interface Polling {
        void consume(Consumer<String, byte[]> consumer);
    }

    ConsumerThread(String name, Supplier<Consumer<String, byte[]>> opening, Polling polling) {
        this.opening = opening;
        this.polling = polling;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!stopping) {
            try (Consumer<String, byte[]> opened = opening.get()) {
                consumer = opened;
                if (!stopping) {
                    polling.consume(opened);
                }
            } catch (WakeupException | InterruptException | Attempts.Stopping e) {
                return;
            } catch (Throwable e) { // any Throwable: a thread that dies unnoticed never consumes again
                LOG.warnf("Consumer reopened after a failure: consumer=%s cause=%s", thread.getName(), e);
                pause();
            } finally {
                consumer = null;
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    boolean isStopping() {
        return stopping;
    }

    /** Ends the polling and waits at most this long for it. */
    void stop(Duration timeout) {
        stopping = true;
        Consumer<String, byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        try {
            thread.join(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
