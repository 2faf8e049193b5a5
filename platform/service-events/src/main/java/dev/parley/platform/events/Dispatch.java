package dev.parley.platform.events;

import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Dispatches one record to the handler of its type. Types without a {@link #when} are skipped, and so are the
 * tombstones of compacted topics.
 */
public final class Dispatch {

    private final Events events;
    private final ConsumerRecord<String, byte[]> record;
    private final @Nullable EventMeta meta;

    Dispatch(Events events, ConsumerRecord<String, byte[]> record) {
        this.events = events;
        this.record = record;
        this.meta = record.value() == null ? null : read(events, record);
    }

    private static @Nullable EventMeta read(Events events, ConsumerRecord<String, byte[]> record) {
        try {
            events.checkSource(record);
            return EventMeta.of(record);
        } catch (TopicOwners.WrongSource | UnreadableEvent e) {
            events.giveUp(record, e);
            return null;
        }
    }

    /**
     * Runs the handler now if the record is of this type. A transient failure (database, another service or Kafka
     * unavailable, too many concurrent writers) is retried indefinitely with growing pauses; any other three times,
     * then the record becomes a dead letter. Returns when one of the two has happened; throws nothing, unless the
     * instance stops, which leaves the record to another instance.
     */
    public <T> Dispatch when(Class<T> type, BiConsumer<T, EventMeta> handler) {
        if (meta != null && meta.type().equals(EventType.Of.type(type))) {
            events.handle(record, type, meta, handler);
        }
        return this;
    }
}
