package dev.parley.platform.events;

import java.time.Clock;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;

/** Keeps what cannot be handled, with the exact bytes and headers it came with, on {@code <topic>.dlq}. */
final class DeadLetters {

    static final String SUFFIX = ".dlq";
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final EventSender sender;
    private final String consumer;
    private final Clock clock;

    DeadLetters(EventSender sender, String consumer, Clock clock) {
        this.sender = sender;
        this.consumer = consumer;
        this.clock = clock;
    }

    /** Sends the record there and waits for the broker; throws what the broker said. */
    void keep(ConsumerRecord<String, byte[]> record, Throwable cause) {
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(record.topic() + SUFFIX, null, record.key(), record.value(), record.headers());
        Headers headers = letter.headers();
        CloudEvents.put(headers, "x-dlq-reason", cause instanceof UnreadableEvent ? "unreadable" : "failed");
        CloudEvents.put(headers, "x-dlq-consumer", consumer);
        CloudEvents.put(headers, "x-dlq-exception", Attempts.describe(cause));
        CloudEvents.put(headers, "x-dlq-at", clock.instant().toString());
        CloudEvents.put(headers, "x-original-topic", record.topic());
        CloudEvents.put(headers, "x-original-partition", Integer.toString(record.partition()));
        CloudEvents.put(headers, "x-original-offset", Long.toString(record.offset()));
        CloudEvents.put(headers, "x-original-timestamp", Long.toString(record.timestamp()));
        try {
            sender.send(letter).join();
        } catch (CompletionException e) {
            throw new NotKept(e.getCause() == null ? e : e.getCause());
        }
        LOG.errorf(
                cause,
                "Dead letter: topic=%s partition=%d offset=%d eventId=%s",
                record.topic(),
                record.partition(),
                record.offset(),
                CloudEvents.get(record.headers(), CloudEvents.ID));
    }

    /** The dead letter itself could not be sent. */
    static final class NotKept extends RuntimeException {
        NotKept(Throwable cause) {
            super("The dead letter could not be sent", cause);
        }
    }
}
