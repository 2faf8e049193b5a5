package dev.parley.platform.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class EventMetaTest {

    private final ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("things", 0, 0, "1", new byte[0]);

    @Test
    void readsTheSequence() {
        header("ce_aggregateseq", "7");

        assertEquals(7, meta().sequence());
    }

    @Test
    void readsTheSequenceFromTheFormerHeader() {
        header("ce_sequence", "7");

        assertEquals(7, meta().sequence());
    }

    @Test
    void hasNoSequenceWithoutAnAggregate() {
        assertEquals(0, meta().sequence());
    }

    private EventMeta meta() {
        header("ce_id", "a");
        header("ce_type", "dev.parley.thing.changed.v1");
        return EventMeta.of(record);
    }

    private void header(String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
