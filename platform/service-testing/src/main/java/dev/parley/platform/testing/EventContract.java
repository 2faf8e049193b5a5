package dev.parley.platform.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.parley.platform.testing.TestBus.ReceivedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The events in {@code contracts/asyncapi.yaml}: the types of each topic, and the schemas of their headers and data.
 */
final class EventContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final Map<String, Message> messages = new HashMap<>();

    private record Message(JsonSchema headers, JsonSchema data) {}

    private EventContract(JsonNode api) {
        for (Map.Entry<String, JsonNode> topic : api.get("channels").properties()) {
            for (JsonNode reference : topic.getValue().get("messages")) {
                JsonNode message = api.at(reference.get("$ref").asText().substring(1));
                messages.put(
                        name(topic.getKey(), message.get("name").asText()),
                        new Message(schema(message.get("headers"), api), schema(message.get("payload"), api)));
            }
        }
    }

    /** The schema together with the document's components, which its references need. */
    private static JsonSchema schema(JsonNode schema, JsonNode api) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", api.get("components"));
        return SCHEMAS.getSchema(whole, STRICT);
    }

    /** Reads the contract of this checkout. */
    static EventContract read() {
        try {
            return new EventContract(
                    new YAMLMapper().readTree(Contracts.file("asyncapi.yaml").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The violations of an event that was read from this topic; empty when it is valid. */
    List<String> violations(String topic, ReceivedEvent event) {
        String name = name(topic, event.type());
        Message message = messages.get(name);
        if (message == null) {
            return List.of(name + ": no such event in contracts/asyncapi.yaml");
        }
        ObjectNode headers = JSON.createObjectNode();
        event.headers().forEach(headers::put);
        return Stream.concat(message.headers.validate(headers).stream(), message.data.validate(event.data()).stream())
                .map(violation -> name + " " + violation.getMessage())
                .toList();
    }

    private static String name(String topic, String type) {
        return topic + " " + type;
    }
}
