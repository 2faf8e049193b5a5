package dev.parley.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.parley.embedded.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks {@code contracts/asyncapi.yaml}, which is generated from {@code topics.yaml}, the event samples and the event
 * types that the services declare; {@code -Dparley.contracts.write=true} writes the file.
 *
 * <p>A field is required unless its sample lists it as nullable, which {@link EventSamples#assertWrites} compares with
 * the producer's record.
 */
class AsyncApiTest {

    private static final Path ROOT = Path.of(System.getProperty("parley.root", "../.."));
    private static final Path CONTRACTS = ROOT.resolve("contracts");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES));
    private static final String KAFKA_BINDING = "0.5.0";
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    /** Not userId: the orders of an erased person have another one. */
    private static final Set<String> IDS =
            Set.of("orderId", "cartId", "fromCartId", "sessionId", "conversationId", "messageId");

    private static final Pattern DECLARED = Pattern.compile("@EventType\\(\"([^\"]+)\"\\)");
    private static final Pattern INCOMING = Pattern.compile("(?m)^mp\\.messaging\\.incoming\\.\\S+\\.topic=(\\S+)");
    private static final String EVERY_SERVICE = "every service";

    @Test
    void theFileSaysWhatTopicsSamplesAndServicesSay() throws IOException {
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

    @Test
    void everyTopicAndEveryEventIsDescribed() throws IOException {
        for (JsonNode topic : topics().get("topics")) {
            assertFalse(topic.path("description").asText().isBlank(), topic.toString());
            assertFalse(topic.path("key").asText().isBlank(), topic.toString());
        }
        samples()
                .forEach((type, sample) ->
                        assertFalse(sample.path("description").asText().isBlank(), type));
    }

    private static ObjectNode document() throws IOException {
        ObjectNode api = JSON.createObjectNode();
        api.put("asyncapi", "3.0.0");
        api.putObject("info")
                .put("title", "Parley events")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "CloudEvents 1.0 over Kafka in binary mode: the value is the JSON data, the attributes are headers."
                                + " Every event may arrive more than once; the first arrivals of a key are in order. Fields are added"
                                + " as optional ones; anything else is a new type.");
        api.put("defaultContentType", "application/json");
        ObjectNode channels = api.putObject("channels");
        ObjectNode operations = api.putObject("operations");
        ObjectNode components = api.putObject("components");
        ObjectNode messages = components.putObject("messages");
        components.putObject("schemas").set("Money", money());
        Map<String, JsonNode> samples = samples();
        Map<String, Topics.Topic> settings = new TreeMap<>();
        Topics.read(CONTRACTS.resolve("topics.yaml")).all().forEach(topic -> settings.put(topic.name(), topic));
        for (JsonNode topic : topics().get("topics")) {
            String name = topic.get("name").asText();
            ObjectNode channel = channel(topic, settings.get(name));
            channels.set(name, channel);
            ObjectNode ofChannel = channel.putObject("messages");
            for (JsonNode type : topic.get("events")) {
                JsonNode sample = samples.get(type.asText());
                String record = sample.get("record").asText();
                ofChannel.putObject(record).put("$ref", "#/components/messages/" + record);
                messages.set(
                        record, message(type.asText(), sample, topic.get("key").asText()));
            }
            String publisher = topic.get("publisher").asText();
            operations.set("publish-" + name, operation("send", name, publisher, publisher + " publishes"));
        }
        for (String service : services()) {
            consumed(service, samples).forEach((topic, records) -> {
                ObjectNode operation = operation("receive", topic, service, service + " consumes");
                ArrayNode received = operation.putArray("messages");
                records.forEach(
                        record -> received.addObject().put("$ref", "#/channels/" + topic + "/messages/" + record));
                operations.set(service + "-receives-" + topic, operation);
            });
        }
        return api;
    }

    private static ObjectNode channel(JsonNode topic, Topics.Topic settings) {
        ObjectNode channel = JSON.createObjectNode();
        channel.put("address", settings.name());
        channel.put(
                "description",
                topic.get("description").asText() + ". Published by "
                        + topic.get("publisher").asText() + ", keyed by "
                        + topic.get("key").asText() + "; "
                        + (settings.compacted()
                                ? "compacted: the last record of a key is kept and has the whole public state, and a record without a value ends the key."
                                : "kept for " + readable(settings.retention().toMinutes()) + "."));
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", settings.name()).put("partitions", settings.partitions());
        ObjectNode configuration = kafka.putObject("topicConfiguration");
        configuration.putArray("cleanup.policy").add(settings.compacted() ? "compact" : "delete");
        if (!settings.compacted()) {
            configuration.put("retention.ms", settings.retention().toMillis());
        }
        kafka.put("bindingVersion", KAFKA_BINDING);
        return channel;
    }

    private static String readable(long minutes) {
        return minutes % 1440 == 0 ? minutes / 1440 + " days" : minutes + " minutes";
    }

    private static ObjectNode operation(String action, String topic, String service, String summary) {
        ObjectNode operation = JSON.createObjectNode();
        operation.put("action", action);
        operation.put("summary", summary);
        operation.putArray("tags").addObject().put("name", service);
        operation.putObject("channel").put("$ref", "#/channels/" + topic);
        return operation;
    }

    private static ObjectNode message(String type, JsonNode sample, String key) {
        ObjectNode message = JSON.createObjectNode();
        message.put("name", type);
        message.put("title", sample.get("record").asText());
        message.put("summary", sample.get("description").asText());
        message.put("contentType", "application/json");
        message.putObject("bindings")
                .putObject("kafka")
                .<ObjectNode>set(
                        "key",
                        JSON.createObjectNode()
                                .put("type", "string")
                                .put("description", sample.path("key").asText(key)))
                .put("bindingVersion", KAFKA_BINDING);
        message.set("headers", headers(type, sample.path("sequenced").asBoolean(true)));
        message.set("payload", payload(sample));
        message.putArray("examples").addObject().set("payload", withoutNulls(sample.get("data")));
        return message;
    }

    private static ObjectNode headers(String type, boolean sequenced) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("type", "object");
        ArrayNode required = schema.putArray("required");
        ObjectNode headers = schema.putObject("properties");
        headers.putObject("ce_type").put("const", type);
        text(headers, "ce_id", "The event: the same id when it arrives again").put("format", "uuid");
        text(headers, "ce_source", "The service that published it: /order-service");
        text(headers, "ce_subject", "The aggregate");
        text(headers, "ce_time", "When it happened").put("format", "date-time");
        text(headers, "ce_actor", "On whose behalf: user:<id>, guest:<id>, agent:<client> or service:<name>");
        if (sequenced) {
            text(headers, "ce_aggregateseq", "Which event of the aggregate it is: 1, 2, 3")
                    .put("pattern", "^[1-9][0-9]*$");
        }
        headers.fieldNames().forEachRemaining(required::add);
        return schema;
    }

    private static ObjectNode text(ObjectNode properties, String name, String description) {
        return properties.putObject(name).put("type", "string").put("description", description);
    }

    /** A sample has one value of each field; optional fields and maps are listed beside it. */
    private static JsonNode payload(JsonNode sample) {
        ObjectNode schema = (ObjectNode) schemaOf("", sample.get("data"));
        for (JsonNode field : sample.path("maps")) {
            ObjectNode map = (ObjectNode) schema.at(pointer(field.asText()));
            JsonNode value = map.remove("properties").iterator().next();
            map.remove("required");
            map.set("additionalProperties", value);
        }
        for (JsonNode field : sample.path("nullable")) {
            String pointer = pointer(field.asText());
            ObjectNode property = (ObjectNode) schema.at(pointer);
            assertFalse(property.isMissingNode(), () -> sample.get("type") + " has no field " + field);
            String type = property.get("type").asText();
            property.putArray("type").add(type).add("null");
            ArrayNode required = (ArrayNode) schema.at(pointer.replaceAll("/properties/[^/]*$", "/required"));
            String name = pointer.substring(pointer.lastIndexOf('/') + 1);
            required.removeIf(other -> other.asText().equals(name));
        }
        return schema;
    }

    /** {@code changes[].before} becomes {@code /properties/changes/items/properties/before}. */
    private static String pointer(String field) {
        return "/properties/" + field.replace("[]", "/items").replace(".", "/properties/");
    }

    private static JsonNode schemaOf(String name, JsonNode value) {
        ObjectNode schema = JSON.createObjectNode();
        if (value.isObject() && value.size() == 2 && value.has("amount") && value.has("currency")) {
            schema.put("$ref", "#/components/schemas/Money");
        } else if (value.isObject()) {
            schema.put("type", "object");
            ArrayNode required = schema.putArray("required");
            ObjectNode properties = schema.putObject("properties");
            value.properties().forEach(field -> {
                properties.set(field.getKey(), schemaOf(field.getKey(), field.getValue()));
                if (!field.getValue().isNull()) {
                    required.add(field.getKey());
                }
            });
        } else if (value.isArray()) {
            schema.put("type", "array");
            schema.set("items", value.isEmpty() ? JsonNodeFactory.instance.objectNode() : schemaOf("", value.get(0)));
        } else if (value.isNull()) {
            schema.putArray("type").add("string").add("null");
        } else {
            schema.put(
                    "type",
                    value.isBoolean()
                            ? "boolean"
                            : value.isIntegralNumber() ? "integer" : value.isNumber() ? "number" : "string");
            if (value.isTextual() && INSTANT.matcher(value.asText()).matches()) {
                schema.put("format", "date-time");
            } else if (IDS.contains(name)) {
                schema.put("format", "uuid");
            }
        }
        return schema;
    }

    private static ObjectNode money() {
        ObjectNode money = JSON.createObjectNode();
        money.put("type", "object");
        money.putArray("required").add("amount").add("currency");
        ObjectNode properties = money.putObject("properties");
        text(properties, "amount", "Decimal number with the currency's own number of decimals")
                .put("pattern", "^-?\\d+(\\.\\d+)?$");
        text(properties, "currency", "ISO 4217 code").put("pattern", "^[A-Z]{3}$");
        return money;
    }

    private static JsonNode withoutNulls(JsonNode data) {
        ObjectNode copy = data.deepCopy();
        copy.removeIf(JsonNode::isNull);
        return copy;
    }

    /** An event type declared in a source file; a broadcast has its topic in the code, others in the configuration. */
    private record Declared(String type, boolean broadcast) {}

    /**
     * The records that a service reads, by topic: the event types that it or the platform declares, of its incoming
     * topics and its broadcasts. Of its own events a service reads those that are declared for the writer and again for
     * the reader.
     */
    private static Map<String, Set<String>> consumed(String service, Map<String, JsonNode> samples) throws IOException {
        List<Declared> declared = new ArrayList<>(declaredIn(ROOT.resolve(service)));
        declared.addAll(declaredIn(ROOT.resolve("platform/service-events")));
        Set<String> incoming = incoming(service);
        Map<String, Set<String>> consumed = new TreeMap<>();
        for (Declared found : declared) {
            JsonNode sample = samples.get(found.type());
            String topic = sample.get("topic").asText();
            boolean own = Set.of(service, EVERY_SERVICE).contains(publisher(topic));
            long declarations = declared.stream()
                    .filter(other -> other.type().equals(found.type()))
                    .count();
            if (found.broadcast() || (incoming.contains(topic) && (!own || declarations > 1))) {
                consumed.computeIfAbsent(topic, t -> new TreeSet<>())
                        .add(sample.get("record").asText());
            }
        }
        return consumed;
    }

    private static List<Declared> declaredIn(Path module) throws IOException {
        List<Declared> types = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(module.resolve("src/main/java"))) {
            for (Path file :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                Matcher type = DECLARED.matcher(source);
                while (type.find()) {
                    types.add(new Declared(type.group(1), source.contains("implements BroadcastConsumer")));
                }
            }
        }
        return types;
    }

    /** The topics of the channels that the service configures, and the platform for every service. */
    private static Set<String> incoming(String service) throws IOException {
        Set<String> topics = new TreeSet<>();
        for (String file : List.of(
                service + "/src/main/resources/application.properties",
                "platform/service-events/src/main/resources/META-INF/microprofile-config.properties")) {
            Matcher topic = INCOMING.matcher(Files.readString(ROOT.resolve(file)));
            while (topic.find()) {
                topics.add(topic.group(1));
            }
        }
        return topics;
    }

    private static String publisher(String topic) throws IOException {
        for (JsonNode entry : topics().get("topics")) {
            if (entry.get("name").asText().equals(topic)) {
                return entry.get("publisher").asText();
            }
        }
        throw new IllegalArgumentException("contracts/topics.yaml does not name " + topic);
    }

    private static List<String> services() throws IOException {
        List<String> services = new ArrayList<>();
        topics().get("services").forEach(service -> services.add(service.asText()));
        return services;
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
