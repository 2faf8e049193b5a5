package dev.parley.platform.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.testing.OpenApiFile.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Finds breaking changes between two versions of an OpenAPI document. In requests: a removed operation, parameter,
 * field or enum value, a changed type, a new requirement. In responses: a removed success status, a removed field or a
 * changed type, and a field that is no longer always present.
 *
 * <p>A class of our own because openapi-diff-core 2.1 does not detect a changed type in a document of OpenAPI 3.1, and
 * brings the API of Bean Validation 2 onto the class path.
 */
final class BreakingChanges {

    private final OpenApiFile before;
    private final OpenApiFile after;
    private final List<String> found = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();

    private BreakingChanges(OpenApiFile before, OpenApiFile after) {
        this.before = before;
        this.after = after;
    }

    /** The breaking changes; empty when every client of {@code before} still works. */
    static List<String> between(OpenApiFile before, OpenApiFile after) {
        BreakingChanges changes = new BreakingChanges(before, after);
        Map<String, Operation> now = after.operations().collect(Collectors.toMap(Operation::name, Function.identity()));
        before.operations().forEach(operation -> {
            Operation same = now.get(operation.name());
            if (same == null) {
                changes.found.add(operation.name() + " is gone");
            } else {
                changes.compare(operation, same);
            }
        });
        return changes.found;
    }

    private void compare(Operation was, Operation is) {
        String name = was.name();
        compareParameters(was, is);
        JsonNode body = is.node().path("requestBody");
        if (body.path("required").asBoolean()
                && !was.node().path("requestBody").path("required").asBoolean()) {
            found.add(name + " requires a body");
        }
        compareContent(name + " request", was.node().path("requestBody"), body, true);
        was.node().path("responses").properties().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .forEach(answer -> {
                    JsonNode now = is.node().path("responses").path(answer.getKey());
                    if (now.isMissingNode()) {
                        found.add(name + " no longer answers " + answer.getKey());
                    } else {
                        compareContent(
                                name + " " + answer.getKey(),
                                before.resolve(answer.getValue()),
                                after.resolve(now),
                                false);
                    }
                });
    }

    private void compareParameters(Operation was, Operation is) {
        Map<String, JsonNode> then = parameters(before, was);
        Map<String, JsonNode> now = parameters(after, is);
        then.forEach((name, parameter) -> {
            if (!now.containsKey(name)) {
                found.add(was.name() + ": the parameter " + name + " is gone");
            } else {
                JsonNode schema = now.get(name).path("schema");
                boolean repeatable = name.startsWith("query ")
                        && !types(before, parameter.path("schema")).contains("array")
                        && schema.has("items"); // one value is written as before
                compareSchemas(
                        was.name() + " parameter " + name,
                        parameter.path("schema"),
                        repeatable ? schema.path("items") : schema,
                        true);
            }
        });
        now.forEach((name, parameter) -> {
            boolean wasRequired =
                    then.containsKey(name) && then.get(name).path("required").asBoolean();
            if (parameter.path("required").asBoolean() && !wasRequired) {
                found.add(was.name() + ": the parameter " + name + " is required");
            }
        });
    }

    private static Map<String, JsonNode> parameters(OpenApiFile file, Operation operation) {
        return StreamSupport.stream(operation.node().path("parameters").spliterator(), false)
                .map(file::resolve)
                .collect(Collectors.toMap(
                        parameter -> parameter.path("in").asText() + " "
                                + parameter.path("name").asText(),
                        Function.identity()));
    }

    private void compareContent(String place, JsonNode was, JsonNode is, boolean request) {
        was.path("content").properties().forEach(content -> {
            JsonNode now = is.path("content").path(content.getKey());
            if (now.isMissingNode()) {
                found.add(place + ": " + content.getKey() + " is gone");
            } else {
                compareSchemas(place, content.getValue().path("schema"), now.path("schema"), request);
            }
        });
    }

    private void compareSchemas(String place, JsonNode was, JsonNode is, boolean request) {
        String pair = was.path("$ref").asText() + " " + is.path("$ref").asText() + " " + request;
        if (was.has("$ref") && is.has("$ref") && !compared.add(pair)) {
            return;
        }
        Set<String> wasTypes = types(before, was);
        Set<String> isTypes = types(after, is);
        Set<String> lost = request ? minus(wasTypes, isTypes) : minus(isTypes, wasTypes);
        if (!wasTypes.isEmpty() && !lost.isEmpty()) {
            found.add(place + ": the type was " + wasTypes + " and is " + isTypes);
            return;
        }
        JsonNode then = value(before, was);
        JsonNode now = value(after, is);
        if (then.has("format") && now.has("format") && !then.get("format").equals(now.get("format"))) {
            found.add(place + ": the format was " + then.get("format") + " and is " + now.get("format"));
        }
        compareEnums(place, then, now, request);
        compareFields(place, then, now, request);
        if (then.has("items")) {
            compareSchemas(place + "[]", then.path("items"), now.path("items"), request);
        }
    }

    /** A response may get further values only where the document has listed none. */
    private void compareEnums(String place, JsonNode then, JsonNode now, boolean request) {
        Set<String> gone = request
                ? minus(texts(then.path("enum")), now.has("enum") ? texts(now.path("enum")) : texts(then.path("enum")))
                : then.has("enum") ? minus(texts(now.path("enum")), texts(then.path("enum"))) : Set.of();
        if (!gone.isEmpty()) {
            found.add(place + (request ? ": no longer takes " : ": may now be ") + gone);
        }
    }

    private void compareFields(String place, JsonNode then, JsonNode now, boolean request) {
        Set<String> wasRequired = texts(then.path("required"));
        Set<String> isRequired = texts(now.path("required"));
        Set<String> worse = request ? minus(isRequired, wasRequired) : minus(wasRequired, isRequired);
        worse.forEach(field ->
                found.add(place + "." + field + (request ? " is now required" : " is no longer always there")));
        then.path("properties").properties().forEach(field -> {
            JsonNode same = now.path("properties").path(field.getKey());
            if (same.isMissingNode()) {
                found.add(place + "." + field.getKey() + " is gone");
            } else {
                compareSchemas(place + "." + field.getKey(), field.getValue(), same, request);
            }
        });
    }

    /** The types of a schema, including the alternatives of {@code anyOf}: a reference or null. */
    private static Set<String> types(OpenApiFile file, JsonNode schema) {
        JsonNode resolved = file.resolve(schema);
        Set<String> types = texts(resolved.path("type"));
        if (resolved.path("type").isTextual()) {
            types.add(resolved.get("type").asText());
        }
        resolved.path("anyOf").forEach(alternative -> types.addAll(types(file, alternative)));
        return types;
    }

    /** The schema of a value that is not null. */
    private static JsonNode value(OpenApiFile file, JsonNode schema) {
        JsonNode resolved = file.resolve(schema);
        return resolved.has("anyOf") ? value(file, resolved.get("anyOf").get(0)) : resolved;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
