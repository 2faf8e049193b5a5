package dev.parley.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * {@code contracts/asyncapi.yaml} is made from {@code topics.yaml} and the event samples, and from nothing else. This
 * test fails when they differ; {@code -Dparley.contracts.write=true} writes the file anew.
 */
class AsyncApiTest {

    private static final Path CONTRACTS = Path.of(System.getProperty("parley.root", "../.."), "contracts");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES));

    @Test
    void theFileSaysWhatTopicsAndSamplesSay() throws IOException {
        String made = YAML.writeValueAsString(document());
        Path file = CONTRACTS.resolve("asyncapi.yaml");
        if (Boolean.getBoolean("parley.contracts.write")) {
            Files.writeString(file, made);
        }
        assertEquals(made, Files.readString(file), "run with -Dparley.contracts.write=true and commit the file");
    }

    @Test
    void everySampleBelongsToATopicAndEveryPromisedEventHasASample() throws IOException {
        Map<String, JsonNode> samples = samples();
        for (JsonNode topic : topics().get("topics")) {
            for (JsonNode type : topic.get("events")) {
                JsonNode sample = samples.remove(type.asText());
                assertTrue(sample != null, () -> type.asText() + " has no sample");
                assertEquals(topic.get("name").asText(), sample.get("topic").asText());
            }
        }
        assertTrue(samples.isEmpty(), () -> "samples that no topic lists: " + samples.keySet());
    }

    private static ObjectNode document() throws IOException {
        ObjectNode api = JSON.createObjectNode();
        api.put("asyncapi", "3.0.0");
        api.putObject("info")
                .put("title", "Parley events")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "CloudEvents 1.0 over Kafka in binary mode: the value is the JSON data, the attributes are headers. The key is"
                                + " the aggregate's id. Every event may arrive more than once; the first arrivals of a key are in order.");
        api.put("defaultContentType", "application/json");
        ObjectNode channels = api.putObject("channels");
        ObjectNode operations = api.putObject("operations");
        ObjectNode messages = api.putObject("components").putObject("messages");
        Map<String, JsonNode> samples = samples();
        JsonNode topics = topics();
        for (JsonNode topic : topics.get("topics")) {
            String name = topic.get("name").asText();
            ObjectNode channel = channels.putObject(name);
            channel.put("address", name);
            channel.put("description", "Published by " + topic.get("publisher").asText());
            channel.putObject("bindings")
                    .putObject("kafka")
                    .put("partitions", setting(topics, topic, "partitions").asInt());
            ObjectNode ofChannel = channel.putObject("messages");
            for (JsonNode type : topic.get("events")) {
                JsonNode sample = samples.get(type.asText());
                String record = sample.get("record").asText();
                ofChannel.putObject(record).put("$ref", "#/components/messages/" + record);
                messages.set(record, message(type.asText(), sample));
            }
            ObjectNode operation = operations.putObject("publish-" + name);
            operation.put("action", "send");
            operation.putObject("channel").put("$ref", "#/channels/" + name);
        }
        return api;
    }

    private static ObjectNode message(String type, JsonNode sample) {
        ObjectNode message = JSON.createObjectNode();
        message.put("name", type);
        ObjectNode headers = message.putObject("headers").put("type", "object").putObject("properties");
        headers.putObject("ce_type").put("const", type);
        for (String header :
                new String[] {"ce_id", "ce_source", "ce_subject", "ce_time", "ce_aggregateseq", "ce_actor"}) {
            boolean sequence = header.equals("ce_aggregateseq");
            if (!sequence || sample.path("sequenced").asBoolean(true)) {
                ObjectNode schema = headers.putObject(header).put("type", "string");
                if (sequence) {
                    schema.put("pattern", "^[1-9][0-9]*$");
                }
            }
        }
        message.set("payload", payload(sample));
        message.putArray("examples").addObject().set("payload", sample.get("data"));
        return message;
    }

    /** A sample shows one value of each field; which of them may be null as well, it says beside. */
    private static JsonNode payload(JsonNode sample) {
        JsonNode schema = schemaOf(sample.get("data"));
        for (JsonNode field : sample.path("nullable")) {
            ObjectNode property = (ObjectNode) schema.at("/properties/" + field.asText());
            String type = property.get("type").asText();
            property.putArray("type").add(type).add("null");
        }
        return schema;
    }

    private static JsonNode schemaOf(JsonNode value) {
        ObjectNode schema = JSON.createObjectNode();
        if (value.isObject()) {
            schema.put("type", "object");
            ObjectNode properties = schema.putObject("properties");
            value.properties().forEach(field -> properties.set(field.getKey(), schemaOf(field.getValue())));
        } else if (value.isArray()) {
            schema.put("type", "array");
            schema.set("items", value.isEmpty() ? JsonNodeFactory.instance.objectNode() : schemaOf(value.get(0)));
        } else if (value.isNull()) {
            schema.putArray("type").add("string").add("null");
        } else {
            schema.put("type", value.isBoolean() ? "boolean" : value.isNumber() ? "integer" : "string");
        }
        return schema;
    }

    private static JsonNode setting(JsonNode topics, JsonNode topic, String name) {
        return topic.has(name) ? topic.get(name) : topics.get("defaults").get(name);
    }

    private static JsonNode topics() throws IOException {
        return YAML.readTree(CONTRACTS.resolve("topics.yaml").toFile());
    }

    private static Map<String, JsonNode> samples() throws IOException {
        Map<String, JsonNode> samples = new TreeMap<>();
        try (var files = Files.list(CONTRACTS.resolve("events"))) {
            for (Path file : files.toList()) {
                JsonNode sample = JSON.readTree(file.toFile());
                samples.put(sample.get("type").asText(), sample);
            }
        }
        return samples;
    }
}
