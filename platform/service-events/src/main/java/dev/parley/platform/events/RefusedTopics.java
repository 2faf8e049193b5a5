package dev.parley.platform.events;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Remembers for 30 seconds that a topic is missing or refused: its events fail at once, instead of blocking the sender
 * for the seconds of a topic lookup.
 */
final class RefusedTopics implements EventSender {

    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final EventSender sender;
    private final BooleanSupplier connected;
    private final Map<String, Refusal> refused = new ConcurrentHashMap<>();

    private record Refusal(Throwable cause, long untilNanos) {}

    /** @param connected whether the broker is reached */
    RefusedTopics(EventSender sender, BooleanSupplier connected) {
        this.sender = sender;
        this.connected = connected;
    }

    @Override
    public CompletableFuture<Void> send(ProducerRecord<String, byte[]> record) {
        Refusal known = refused.get(record.topic());
        if (known != null && System.nanoTime() - known.untilNanos < 0) {
            return CompletableFuture.failedFuture(known.cause);
        }
        CompletableFuture<Void> sent = sender.send(record);
        if (sent.isCompletedExceptionally() && isLookUp(sent.exceptionNow()) && connected.getAsBoolean()) {
            sent = CompletableFuture.failedFuture(new UnknownTopicOrPartitionException(
                    "The broker does not know the topic " + record.topic(), sent.exceptionNow()));
        }
        return sent.whenComplete((done, failure) -> {
            if (failure == null) {
                refused.remove(record.topic());
            } else if (SendFailure.isOfTheTopic(failure)) {
                refused.put(record.topic(), new Refusal(failure, System.nanoTime() + REMEMBERED.toNanos()));
            }
        });
    }

    /** A timeout before anything was sent: the producer waited for the topic's partitions. */
    private static boolean isLookUp(Throwable failure) {
        return failure instanceof TimeoutException && !(failure instanceof BufferExhaustedException);
    }
}
