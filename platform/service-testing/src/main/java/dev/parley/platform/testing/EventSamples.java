package dev.parley.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.events.EventJson;
import dev.parley.platform.events.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The samples in {@code contracts/events}: a producer's test must write them and a consumer's test must read them. */
public final class EventSamples {

    private static final ObjectMapper FILES = new ObjectMapper();

    private EventSamples() {}

    /** Parses the sample of this record's event type as a consumer does. */
    public static <T> T read(Class<T> record) {
        return EventJson.read(bytes(data(record).toString()), record);
    }

    /**
     * Fails unless the record is written as exactly the sample of its type: the same fields, the same values, and those
     * that are null in the sample omitted; and unless the fields that the sample lists as {@code nullable} and as
     * {@code maps} are those of the record.
     */
    public static void assertWrites(Object record) {
        assertNullness(record.getClass());
        // as text, so that numbers and times are compared in their wire format
        JsonNode written = EventJson.tree(bytes(EventJson.write(record)));
        JsonNode sample = withoutNulls(data(record.getClass()));
        if (!sample.equals(written)) {
            assertEquals(sample.toPrettyString(), written.toPrettyString());
        }
    }

    private static void assertNullness(Class<?> record) {
        JsonNode sample = sample(record);
        Set<String> nullable = texts(sample.path("nullable"));
        sample.get("data").properties().stream()
                .filter(field -> field.getValue().isNull())
                .forEach(field -> nullable.add(field.getKey()));
        Set<String> nullableInCode = new TreeSet<>();
        Set<String> mapsInCode = new TreeSet<>();
        visit(record, "", nullableInCode, mapsInCode);
        assertEquals(nullable, nullableInCode, () -> "nullable fields of the sample of " + record.getSimpleName());
        assertEquals(texts(sample.path("maps")), mapsInCode, () -> "maps of the sample of " + record.getSimpleName());
    }

    private static void visit(Class<?> record, String prefix, Set<String> nullable, Set<String> maps) {
        for (RecordComponent component : record.getRecordComponents()) {
            String name = prefix + component.getName();
            Class<?> type = component.getType();
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                nullable.add(name);
            }
            if (Map.class.isAssignableFrom(type)) {
                maps.add(name);
            } else if (type.isRecord()) {
                visit(type, name + ".", nullable, maps);
            } else if (component.getGenericType() instanceof ParameterizedType list
                    && list.getActualTypeArguments()[0] instanceof Class<?> item
                    && item.isRecord()) {
                visit(item, name + "[].", nullable, maps);
            }
        }
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode withoutNulls(JsonNode value) {
        if (value instanceof ObjectNode fields) {
            fields.removeIf(JsonNode::isNull);
        }
        value.forEach(EventSamples::withoutNulls);
        return value;
    }

    private static JsonNode data(Class<?> record) {
        return sample(record).get("data");
    }

    private static JsonNode sample(Class<?> record) {
        String type = EventType.Of.type(record);
        String prefix = "dev.parley.";
        if (!type.startsWith(prefix)) {
            throw new IllegalArgumentException(type + " does not start with " + prefix);
        }
        Path file = Contracts.file("events").resolve(type.substring(prefix.length()) + ".json");
        try {
            return FILES.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(type + " has no readable sample", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
