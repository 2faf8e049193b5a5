package dev.parley.platform.events;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends records. */
@FunctionalInterface
interface EventSender {

    /**
     * Sends a record; completes when the broker has acknowledged it, exceptionally when it may not have it. Never
     * throws.
     */
    CompletableFuture<Void> send(ProducerRecord<String, byte[]> record);
}
