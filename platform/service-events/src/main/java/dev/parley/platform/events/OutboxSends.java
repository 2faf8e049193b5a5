package dev.parley.platform.events;

import dev.parley.platform.events.SendFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends the events of documents: documents concurrently, the events of each in sequence. */
final class OutboxSends {

    private final EventSender sender;
    private final @Nullable String topic;
    private final String source;
    private final AtomicLong published = new AtomicLong();

    /** @param topic of the aggregates' own events; null where there are none */
    OutboxSends(EventSender sender, @Nullable String topic, String source) {
        this.sender = sender;
        this.topic = topic;
        this.source = source;
    }

    private record Sending(Outgoing outgoing, CompletableFuture<Void> result) {}

    /** Events sent by this instance since its start. */
    long published() {
        return published.get();
    }

    /**
     * Sends in rounds: the next event of a document is sent only when the broker has acknowledged the one before. If
     * they were sent together and the first failed, the second would arrive first.
     *
     * @return false when the broker is unavailable: every send of a round failed, and not because of the events or
     *     their topics
     */
    boolean send(List<Outgoing> all) {
        List<Outgoing> active = all.stream().filter(Outgoing::hasNext).toList();
        while (!active.isEmpty()) {
            if (!sendRound(active)) {
                return false;
            }
            active = active.stream().filter(Outgoing::hasNext).toList();
        }
        return true;
    }

    private boolean sendRound(List<Outgoing> active) {
        List<Sending> round = new ArrayList<>(active.size());
        for (Outgoing outgoing : active) {
            CompletableFuture<Void> result = sendNext(outgoing);
            round.add(new Sending(outgoing, result));
            if (result.isCompletedExceptionally()
                    && SendFailure.of(result.exceptionNow()).is(Kind.AWAY)) {
                break; // each of the others would block just as long
            }
        }
        boolean anyArrived = false;
        boolean anyAway = false;
        for (Sending sending : round) {
            SendFailure failure = await(sending);
            anyArrived |= failure == null;
            anyAway |= failure != null && failure.is(Kind.AWAY);
        }
        return anyArrived || !anyAway;
    }

    private CompletableFuture<Void> sendNext(Outgoing outgoing) {
        try {
            return sender.send(recordOf(outgoing));
        } catch (RuntimeException e) { // no record can be created from it
            return CompletableFuture.failedFuture(new UnreadableEvent("Not an event that can be sent", e));
        }
    }

    private ProducerRecord<String, byte[]> recordOf(Outgoing outgoing) {
        StoredEvent event = outgoing.next();
        PendingEvent.Destination destination = event.destination();
        if (destination != null) {
            return CloudEvents.record(destination.topic(), destination.key(), source, event);
        }
        String own = Objects.requireNonNull(topic, "events of their own have a topic");
        return CloudEvents.record(own, outgoing.key(), source, event, outgoing.nextSequence());
    }

    private @Nullable SendFailure await(Sending sending) {
        try {
            sending.result.join();
            sending.outgoing.arrived();
            published.incrementAndGet();
            return null;
        } catch (CompletionException e) {
            SendFailure failure = SendFailure.of(e);
            sending.outgoing.failed(failure);
            return failure;
        }
    }
}
