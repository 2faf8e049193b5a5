package dev.parley.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.events.EventJson;
import dev.parley.platform.events.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The samples of {@code contracts/events}: what a producer's test must write and a consumer's test must read. */
public final class EventSamples {

    private static final ObjectMapper FILES = new ObjectMapper();

    private EventSamples() {}

    /** The sample of this record's event type, as the record; read as a consumer reads it. */
    public static <T> T read(Class<T> record) {
        return EventJson.read(bytes(data(record).toString()), record);
    }

    /**
     * Fails unless the record is written as exactly the sample of its type: the same fields, the same values, and those
     * that are null in the sample left out.
     */
    public static void assertWrites(Object record) {
        // over text, so that numbers and times compare as they go over the wire
        JsonNode written = EventJson.tree(bytes(EventJson.write(record)));
        JsonNode sample = withoutNulls(data(record.getClass()));
        if (!sample.equals(written)) {
            assertEquals(sample.toPrettyString(), written.toPrettyString());
        }
    }

    private static JsonNode withoutNulls(JsonNode value) {
        if (value instanceof ObjectNode fields) {
            fields.removeIf(JsonNode::isNull);
        }
        value.forEach(EventSamples::withoutNulls);
        return value;
    }

    private static JsonNode data(Class<?> record) {
        String type = EventType.Of.type(record);
        String prefix = "dev.parley.";
        if (!type.startsWith(prefix)) {
            throw new IllegalArgumentException(type + " does not start with " + prefix);
        }
        Path file = Contracts.file("events").resolve(type.substring(prefix.length()) + ".json");
        try {
            return FILES.readTree(file.toFile()).get("data");
        } catch (IOException e) {
            throw new UncheckedIOException(type + " has no readable sample", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
