package dev.parley.platform.events;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where records go out. */
@FunctionalInterface
interface EventSender {

    /**
     * Sends a record; completes when the broker has it for good, exceptionally when it is not known to have it. Never
     * throws.
     */
    CompletableFuture<Void> send(ProducerRecord<String, byte[]> record);
}
