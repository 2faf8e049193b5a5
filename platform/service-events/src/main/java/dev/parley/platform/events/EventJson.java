package dev.parley.platform.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.platform.money.MoneyModule;
import java.io.IOException;

/**
 * The JSON of event data. It is independent of the settings of the HTTP side, so that events stay the same when those
 * change, and a consumer ignores unknown fields, because producers may add some. A field without a value is omitted,
 * never null.
 */
public final class EventJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module(), new MoneyModule())
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EventJson() {}

    public static String write(Object data) {
        try {
            return MAPPER.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Not writable as JSON: " + data.getClass().getName(), e);
        }
    }

    /**
     * Parses event data.
     *
     * @throws UnreadableEvent when it is not JSON of that shape
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new UnreadableEvent("null is no " + type.getSimpleName(), null);
            }
            return value;
        } catch (IOException e) {
            throw new UnreadableEvent("Not readable as " + type.getSimpleName(), e);
        }
    }

    /**
     * Parses the data as a tree.
     *
     * @throws UnreadableEvent when it is not JSON
     */
    public static JsonNode tree(byte[] json) {
        return read(json, JsonNode.class);
    }
}
