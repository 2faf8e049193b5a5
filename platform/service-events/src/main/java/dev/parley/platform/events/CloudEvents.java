package dev.parley.platform.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** CloudEvents 1.0 over Kafka in binary mode: the value is the data, the attributes are headers. */
final class CloudEvents {

    static final String ID = "ce_id";
    static final String TYPE = "ce_type";
    static final String SOURCE = "ce_source";
    static final String SUBJECT = "ce_subject";
    static final String TIME = "ce_time";
    static final String SEQUENCE = "ce_aggregateseq";
    static final String ACTOR = "ce_actor";
    static final String TRACEPARENT = "traceparent";

    private CloudEvents() {}

    static ProducerRecord<String, byte[]> record(String topic, String key, String source, StoredEvent event) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, key, event.data().getBytes(StandardCharsets.UTF_8));
        put(record.headers(), "ce_specversion", "1.0");
        put(record.headers(), "content-type", "application/json");
        put(record.headers(), ID, event.id());
        put(record.headers(), TYPE, event.type());
        put(record.headers(), SOURCE, source(source));
        put(record.headers(), SUBJECT, key);
        put(record.headers(), TIME, event.at().toString());
        put(record.headers(), ACTOR, event.actor());
        if (event.traceparent() != null) {
            put(record.headers(), TRACEPARENT, event.traceparent());
        }
        return record;
    }

    static ProducerRecord<String, byte[]> record(
            String topic, String key, String source, StoredEvent event, long sequence) {
        ProducerRecord<String, byte[]> record = record(topic, key, source, event);
        put(record.headers(), SEQUENCE, Long.toString(sequence));
        return record;
    }

    /** The {@code ce_source} of a service. */
    static String source(String service) {
        return "/" + service;
    }

    static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable String get(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    static Instant time(@Nullable String text, long fallbackMillis) {
        return text == null ? Instant.ofEpochMilli(fallbackMillis) : Instant.parse(text);
    }
}
