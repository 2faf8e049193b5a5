package dev.parley.platform.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An OpenAPI 3.1 document and its validation: by the schema of the specification
 * (https://spec.openapis.org/oas/3.1/schema/2022-10-07, Apache License 2.0), by the meta-schema of JSON Schema 2020-12
 * for every schema in it, and by its own schemas for every example in it.
 */
final class OpenApiFile {

    static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    /** Syntax of {@link Pattern} that ECMA-262 lacks. */
    private static final Pattern ONLY_JAVA = Pattern.compile(
            "\\\\[AGhHQEzZXR]|\\\\[pP]\\{(?!L\\}|Lu\\}|Ll\\}|M\\}|N\\}|Nd\\}|P\\}|S\\}|Z\\})|\\(\\?[>idmsuxU]|[+*?}]\\+|&&|\\[\\[");

    private final JsonNode api;

    OpenApiFile(JsonNode api) {
        this.api = api;
    }

    /** An operation. {@code name} is its method and path, for messages. */
    record Operation(String name, String path, String method, JsonNode node) {}

    static OpenApiFile read(Path file) {
        try {
            return new OpenApiFile(new YAMLMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode node() {
        return api;
    }

    Stream<Operation> operations() {
        return api.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(member -> member.getValue().has("responses"))
                        .map(operation -> new Operation(
                                operation.getKey() + " " + path.getKey(),
                                path.getKey(),
                                operation.getKey(),
                                operation.getValue())));
    }

    /** Resolves a reference to a component. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? resolve(api.at(node.get("$ref").asText().substring(1))) : node;
    }

    /** All violations; empty when the document is valid. */
    List<String> violations() {
        List<String> wrong = new ArrayList<>();
        specification().validate(api).forEach(violation -> wrong.add(violation.toString()));
        JsonSchema metaSchema = SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V202012));
        eachSchema((place, schema) ->
                metaSchema.validate(schema).forEach(violation -> wrong.add(place + ": " + violation)));
        eachNode("", api, (place, node) -> {
            if (node.path("$ref").isTextual() && resolve(node).isMissingNode()) {
                wrong.add(place + ": nothing is at " + node.get("$ref").asText());
            }
            if (node.path("pattern").isTextual()
                    && ONLY_JAVA.matcher(node.get("pattern").asText()).find()) {
                wrong.add(place + ": not a pattern of ECMA-262: "
                        + node.get("pattern").asText());
            }
        });
        TreeSet<String> ids = new TreeSet<>();
        operations().forEach(operation -> {
            String id = operation.node().path("operationId").asText();
            if (!id.matches("[a-z][A-Za-z0-9]*")) {
                wrong.add(operation.name() + ": operationId \"" + id + "\"");
            }
            if (!ids.add(id)) {
                wrong.add(operation.name() + ": another operation is called " + id);
            }
        });
        return wrong;
    }

    private static JsonSchema specification() {
        try (InputStream schema = Objects.requireNonNull(
                OpenApiFile.class.getResourceAsStream("/openapi/oas-3.1-schema-2022-10-07.json"))) {
            return SCHEMAS.getSchema(MAPPER.readTree(schema));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The JSON bodies of requests and responses without an example of their own, and the examples that violate their
     * schema. An example of a part, such as an amount of money, does not count for the body.
     */
    List<String> badExamples() {
        List<String> wrong = new ArrayList<>();
        operations().forEach(operation -> {
            check(operation.name() + " request", operation.node().path("requestBody"), wrong);
            operation
                    .node()
                    .path("responses")
                    .properties()
                    .forEach(answer ->
                            check(operation.name() + " " + answer.getKey(), resolve(answer.getValue()), wrong));
        });
        return wrong;
    }

    private void check(String name, JsonNode body, List<String> wrong) {
        for (String mediaType : List.of(JSON, PROBLEM)) {
            JsonNode content = body.path("content").path(mediaType);
            if (content.isMissingNode()) {
                continue;
            }
            List<JsonNode> examples = examples(content);
            if (examples.isEmpty()) {
                wrong.add(name + ": no example");
            }
            JsonSchema schema = schema(content.path("schema"));
            examples.forEach(example ->
                    schema.validate(example).forEach(violation -> wrong.add(name + ": example: " + violation)));
        }
    }

    private List<JsonNode> examples(JsonNode content) {
        List<JsonNode> examples = new ArrayList<>();
        Optional.ofNullable(content.get("example")).ifPresent(examples::add);
        content.path("examples")
                .forEach(example -> examples.add(resolve(example).path("value")));
        if (examples.isEmpty()) {
            JsonNode schema = resolve(content.path("schema"));
            schema.path("examples").forEach(examples::add);
            schema.path("anyOf")
                    .forEach(whole -> resolve(whole).path("examples").forEach(examples::add));
        }
        return examples;
    }

    /** The schema together with the document's components, which its references need. */
    private JsonSchema schema(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", api.path("components"));
        return SCHEMAS.getSchema(whole, STRICT);
    }

    private void eachSchema(BiConsumer<String, JsonNode> action) {
        api.at("/components/schemas").properties().forEach(schema -> action.accept(schema.getKey(), schema.getValue()));
        eachNode("/paths", api.path("paths"), (place, node) -> {
            if (place.endsWith("/schema")) {
                action.accept(place, node);
            }
        });
    }

    private static void eachNode(String place, JsonNode node, BiConsumer<String, JsonNode> action) {
        if (place.contains("/examples")) {
            return;
        }
        action.accept(place, node);
        node.properties().forEach(member -> eachNode(place + "/" + member.getKey(), member.getValue(), action));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            eachNode(place + "/" + i, node.get(i), action);
        }
    }
}
