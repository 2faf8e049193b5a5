package dev.parley.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.platform.events.EventType;
import dev.parley.platform.money.MoneyModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The samples of {@code contracts/events}: what a producer's test must write and a consumer's test must read. */
public final class EventSamples {

    static final ObjectMapper JSON = new ObjectMapper()
            .registerModules(new JavaTimeModule(), new Jdk8Module(), new MoneyModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private EventSamples() {}

    /** The sample of this record's event type, as the record. */
    public static <T> T read(Class<T> record) {
        try {
            return JSON.treeToValue(data(record), record);
        } catch (IOException e) {
            throw new UncheckedIOException(record + " does not read the sample of its type", e);
        }
    }

    /** Fails unless the record is written as exactly the sample of its type: the same fields, the same values. */
    public static void assertWrites(Object record) {
        try {
            // over text, so that numbers and times compare as they go over the wire
            JsonNode written = JSON.readTree(JSON.writeValueAsString(record));
            JsonNode sample = data(record.getClass());
            if (!sample.equals(written)) {
                assertEquals(sample.toPrettyString(), written.toPrettyString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode data(Class<?> record) throws IOException {
        String type = typeOf(record);
        String prefix = "dev.parley.";
        if (!type.startsWith(prefix)) {
            throw new IllegalArgumentException(type + " does not start with " + prefix);
        }
        Path file = Contracts.file("events").resolve(type.substring(prefix.length()) + ".json");
        return JSON.readTree(file.toFile()).get("data");
    }

    static String typeOf(Class<?> record) {
        EventType type = record.getAnnotation(EventType.class);
        if (type == null) {
            throw new IllegalArgumentException(record + " has no @EventType");
        }
        return type.value();
    }
}
