package dev.parley.platform.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Request bodies with a text of about a mebibyte in one field, generated from an OpenAPI document: the example of the
 * body, with every text field of its schema in turn.
 */
final class LongTexts {

    private static final int MANY = 1_000_000;

    /** Kinds of text that are slow for an inefficient check; each fits the limit of a body, including its escapes. */
    private static final Map<String, String> TEXTS = Map.of(
            "letters", "a".repeat(MANY),
            "blanks", " ".repeat(MANY),
            "a URL", "http://" + "a".repeat(MANY) + " ",
            "carriage returns", "\r".repeat(MANY / 2) + "x",
            "an e-mail address", "a@" + "a.".repeat(MANY / 2));

    private final JsonNode api;

    LongTexts(JsonNode api) {
        this.api = api;
    }

    /**
     * A body.
     *
     * @param what the field and the kind of text in it
     */
    record Body(String what, String json) {}

    /** The bodies of an endpoint; none when it takes no JSON. */
    List<Body> of(String method, String path) {
        JsonNode schema = api.path("paths")
                .path(path)
                .path(method.toLowerCase(Locale.ROOT))
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        List<Body> bodies = new ArrayList<>();
        for (List<String> field : fields(schema)) {
            TEXTS.forEach((kind, text) -> {
                JsonNode body = example(schema);
                put(body, field, text);
                bodies.add(new Body(String.join(".", field) + " of " + kind, body.toString()));
            });
        }
        return bodies;
    }

    private List<List<String>> fields(JsonNode schema) {
        List<List<String>> fields = new ArrayList<>();
        collect(schema, List.of(), fields, new HashSet<>());
        return fields;
    }

    private void collect(JsonNode schema, List<String> path, List<List<String>> fields, Set<String> open) {
        String reference = schema.path("$ref").asText();
        if (!reference.isEmpty()) {
            if (open.add(reference)) {
                collect(api.at(reference.substring(1)), path, fields, open);
                open.remove(reference);
            }
            return;
        }
        schema.path("anyOf").forEach(one -> collect(one, path, fields, open));
        if (isText(schema.path("type")) && !path.isEmpty()) {
            fields.add(path);
        }
        if (schema.has("items")) {
            collect(schema.path("items"), with(path, "0"), fields, open);
        }
        schema.path("properties")
                .properties()
                .forEach(property -> collect(property.getValue(), with(path, property.getKey()), fields, open));
    }

    private static boolean isText(JsonNode type) {
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (isText(one)) {
                    return true;
                }
            }
        }
        return type.asText().equals("string");
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private JsonNode example(JsonNode schema) {
        if (schema.has("$ref")) {
            return example(api.at(schema.path("$ref").asText().substring(1)));
        }
        if (schema.has("example") || schema.path("examples").has(0)) {
            return (schema.has("example")
                            ? schema.path("example")
                            : schema.path("examples").path(0))
                    .deepCopy();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        schema.path("properties").properties().forEach(property -> {
            JsonNode value = example(property.getValue());
            if (!value.isEmpty() || value.isValueNode()) {
                body.set(property.getKey(), value);
            }
        });
        return body;
    }

    private static void put(JsonNode root, List<String> path, String text) {
        JsonNode at = root;
        for (int i = 0; i < path.size(); i++) {
            JsonNode value = i == path.size() - 1
                    ? JsonNodeFactory.instance.textNode(text)
                    : container(at, path.get(i), path.get(i + 1).equals("0"));
            if (at instanceof ArrayNode array) {
                array.removeAll().add(value);
            } else {
                ((ObjectNode) at).set(path.get(i), value);
            }
            at = value;
        }
    }

    private static JsonNode container(JsonNode parent, String step, boolean array) {
        JsonNode there = parent.isArray() ? parent.path(0) : parent.path(step);
        if (there.isContainerNode()) {
            return there;
        }
        return array ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode();
    }
}
