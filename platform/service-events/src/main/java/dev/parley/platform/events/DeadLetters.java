package dev.parley.platform.events;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stores records that cannot be handled, with their exact bytes and headers, on {@code <topic>.dlq}. A dead letter that
 * is too large is trimmed: without value and with only the headers that locate the original. Counted in
 * {@code dlq_total}, {@code dlq_trimmed_total} and, for sends that failed, {@code dlq_failed_total}.
 */
final class DeadLetters {

    static final String SUFFIX = ".dlq";
    private static final int LONGEST_HEADER = 2_000;
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final EventSender sender;
    private final String consumer;
    private final Clock clock;
    private final MeterRegistry metrics;

    DeadLetters(EventSender sender, String consumer, Clock clock, MeterRegistry metrics) {
        this.sender = sender;
        this.consumer = consumer;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Sends the record and waits for the broker; throws the broker's error. */
    void keep(ConsumerRecord<String, byte[]> record, Throwable cause) {
        try {
            keepWholeOrTrimmed(record, cause);
        } catch (NotKept failure) {
            count("dlq.failed", record);
            throw failure;
        }
        count("dlq", record);
        LOG.errorf(
                cause,
                "Dead letter: topic=%s partition=%d offset=%d eventId=%s reason=%s",
                record.topic(),
                record.partition(),
                record.offset(),
                shortened(CloudEvents.get(record.headers(), CloudEvents.ID)),
                reason(cause));
    }

    private void keepWholeOrTrimmed(ConsumerRecord<String, byte[]> record, Throwable cause) {
        try {
            send(whole(record, cause));
        } catch (NotKept failure) {
            if (!failure.isUnfit()) {
                throw failure;
            }
            send(trimmed(record, cause));
            count("dlq.trimmed", record);
            LOG.warnf(
                    "Dead letter stored without its value, which is too large: topic=%s partition=%d offset=%d",
                    record.topic(), record.partition(), record.offset());
        }
    }

    private void send(ProducerRecord<String, byte[]> letter) {
        try {
            sender.send(letter).join();
        } catch (CompletionException e) {
            throw new NotKept(e.getCause() == null ? e : e.getCause());
        }
    }

    private ProducerRecord<String, byte[]> whole(ConsumerRecord<String, byte[]> record, Throwable cause) {
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(record.topic() + SUFFIX, null, record.key(), record.value(), record.headers());
        explain(letter.headers(), record, cause);
        return letter;
    }

    /** Without key, value and foreign headers: any of them may be the one that is too large. */
    private ProducerRecord<String, byte[]> trimmed(ConsumerRecord<String, byte[]> record, Throwable cause) {
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(record.topic() + SUFFIX, null, null);
        for (String name : new String[] {CloudEvents.ID, CloudEvents.TYPE, CloudEvents.SOURCE}) {
            String value = CloudEvents.get(record.headers(), name);
            if (value != null) {
                CloudEvents.put(letter.headers(), name, shortened(value));
            }
        }
        explain(letter.headers(), record, cause);
        CloudEvents.put(letter.headers(), "x-dlq-trimmed", "true");
        return letter;
    }

    private void explain(Headers headers, ConsumerRecord<String, byte[]> record, Throwable cause) {
        CloudEvents.put(headers, "x-dlq-reason", reason(cause));
        CloudEvents.put(headers, "x-dlq-consumer", consumer);
        CloudEvents.put(headers, "x-dlq-exception", shortened(Attempts.describe(cause)));
        CloudEvents.put(headers, "x-dlq-at", clock.instant().toString());
        CloudEvents.put(headers, "x-original-topic", record.topic());
        CloudEvents.put(headers, "x-original-partition", Integer.toString(record.partition()));
        CloudEvents.put(headers, "x-original-offset", Long.toString(record.offset()));
        CloudEvents.put(headers, "x-original-timestamp", Long.toString(record.timestamp()));
    }

    /** {@code wrong-source}, {@code unreadable} or {@code failed}. */
    static String reason(Throwable cause) {
        return switch (cause) {
            case TopicOwners.WrongSource refused -> "wrong-source";
            case UnreadableEvent unreadable -> "unreadable";
            default -> "failed";
        };
    }

    private static String shortened(@Nullable String text) {
        String value = String.valueOf(text);
        return value.length() <= LONGEST_HEADER ? value : value.substring(0, LONGEST_HEADER) + "…";
    }

    private void count(String name, ConsumerRecord<?, ?> record) {
        metrics.counter(name, "topic", record.topic()).increment();
    }

    /** The dead letter itself could not be sent. */
    static final class NotKept extends RuntimeException {
        NotKept(Throwable cause) {
            super("The dead letter could not be sent", cause);
        }

        boolean isUnfit() {
            return SendFailure.of(this).is(SendFailure.Kind.UNFIT);
        }
    }
}
