package dev.parley.platform.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a consumed event.
 *
 * @param id the same after any resend
 * @param subject the id of the aggregate; also the record's key
 * @param sequence the number of the event among those of its aggregate (1, 2, 3 …); 0 where there is no aggregate
 * @param time when it happened
 */
public record EventMeta(
        String id,
        String type,
        String subject,
        long sequence,
        Instant time,
        String actor,
        @Nullable String traceparent,
        String topic,
        int partition,
        long offset) {

    /**
     * Reads the headers.
     *
     * @throws UnreadableEvent when they are not those of an event
     */
    public static EventMeta of(ConsumerRecord<String, ?> record) {
        try {
            String sequence = sequence(record);
            return new EventMeta(
                    required(record, CloudEvents.ID),
                    required(record, CloudEvents.TYPE),
                    Objects.requireNonNullElse(
                            CloudEvents.get(record.headers(), CloudEvents.SUBJECT),
                            Objects.requireNonNullElse(record.key(), "")),
                    sequence == null ? 0 : Long.parseLong(sequence),
                    CloudEvents.time(CloudEvents.get(record.headers(), CloudEvents.TIME), record.timestamp()),
                    Objects.requireNonNullElse(CloudEvents.get(record.headers(), CloudEvents.ACTOR), ""),
                    CloudEvents.get(record.headers(), CloudEvents.TRACEPARENT),
                    record.topic(),
                    record.partition(),
                    record.offset());
        } catch (NumberFormatException | DateTimeException e) {
            throw new UnreadableEvent("Its headers are not those of an event", e);
        }
    }

    /** Records that were sent before the header was renamed, and dead letters of them, still carry the former one. */
    private static @Nullable String sequence(ConsumerRecord<String, ?> record) {
        String sequence = CloudEvents.get(record.headers(), CloudEvents.SEQUENCE);
        return sequence == null ? CloudEvents.get(record.headers(), "ce_sequence") : sequence;
    }

    private static String required(ConsumerRecord<String, ?> record, String header) {
        String value = CloudEvents.get(record.headers(), header);
        if (value == null) {
            throw new UnreadableEvent("No header " + header, null);
        }
        return value;
    }
}
