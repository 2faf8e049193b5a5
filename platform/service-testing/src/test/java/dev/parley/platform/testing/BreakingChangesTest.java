package dev.parley.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BreakingChangesTest {

    private static final String BEFORE = """
            openapi: 3.1.0
            info: {title: Things, version: "1"}
            paths:
              /things:
                get:
                  operationId: listThings
                  parameters: [{name: size, in: query, schema: {type: integer}}]
                  responses:
                    "200":
                      description: Things
                      content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Thing"}}}}
                post:
                  operationId: createThing
                  requestBody:
                    content: {application/json: {schema: {$ref: "#/components/schemas/NewThing"}}}
                  responses:
                    "201":
                      description: The thing
                      content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
            components:
              schemas:
                NewThing:
                  type: object
                  required: [name]
                  properties: {name: {type: string}, color: {type: string, enum: [red, blue]}}
                Thing:
                  type: object
                  required: [id, name]
                  properties: {id: {type: string}, name: {type: string}, count: {type: integer}}
            """;

    @Test
    void acceptsAddedFieldsParametersAndOperations() {
        assertEquals(List.of(), changes(api -> {
            schema(api, "Thing").withObject("/properties").putObject("size").put("type", "string");
            schema(api, "NewThing").withObject("/properties").putObject("size").put("type", "string");
            api.withObject("/paths").putObject("/others");
        }));
    }

    @Test
    void acceptsSeveralValuesOfAQueryParameter() {
        assertEquals(List.of(), changes(api -> sizes(api).put("type", "integer")));
        assertEquals(
                List.of("get /things parameter query size: the type was [integer] and is [string]"),
                changes(api -> sizes(api).put("type", "string")));
    }

    /** The schema of one of several sizes. */
    private static ObjectNode sizes(ObjectNode api) {
        return ((ObjectNode) api.at("/paths/~1things/get/parameters/0/schema"))
                .put("type", "array")
                .putObject("items");
    }

    @Test
    void findsARemovedOperation() {
        assertEquals(
                List.of("get /things is gone"), changes(api -> ((ObjectNode) api.at("/paths/~1things")).remove("get")));
    }

    @Test
    void findsARemovedOrOptionalResponseField() {
        assertEquals(
                List.of("get /things 200[].name is gone"),
                changes(api -> schema(api, "Thing").withObject("/properties").remove("name")).stream()
                        .filter(change -> change.endsWith("gone"))
                        .toList());
        assertEquals(
                List.of("get /things 200[].name is no longer always there"),
                changes(api -> schema(api, "Thing").withArray("/required").remove(1)).stream()
                        .filter(change -> change.startsWith("get"))
                        .toList());
    }

    @Test
    void findsANewRequiredRequestField() {
        assertEquals(
                List.of("post /things request.color is now required"),
                changes(api -> schema(api, "NewThing").withArray("/required").add("color")));
    }

    @Test
    void findsARemovedEnumValue() {
        assertEquals(
                List.of("post /things request.color: no longer takes [blue]"),
                changes(api -> ((ArrayNode) schema(api, "NewThing").at("/properties/color/enum")).remove(1)));
    }

    @Test
    void findsAChangedType() {
        assertEquals(
                List.of("post /things request.name: the type was [string] and is [integer]"),
                changes(api ->
                        schema(api, "NewThing").withObject("/properties/name").put("type", "integer")));
    }

    @Test
    void findsARemovedOrRequiredParameter() {
        assertEquals(
                List.of("get /things: the parameter query size is gone"),
                changes(api -> ((ObjectNode) api.at("/paths/~1things/get")).remove("parameters")));
        assertEquals(
                List.of("get /things: the parameter query size is required"),
                changes(api -> ((ObjectNode) api.at("/paths/~1things/get/parameters/0")).put("required", true)));
    }

    private static List<String> changes(Consumer<ObjectNode> change) {
        ObjectNode after = api();
        change.accept(after);
        return BreakingChanges.between(new OpenApiFile(api()), new OpenApiFile(after));
    }

    private static ObjectNode schema(JsonNode api, String name) {
        return (ObjectNode) api.at("/components/schemas/" + name);
    }

    private static ObjectNode api() {
        try {
            return (ObjectNode) new YAMLMapper().readTree(BEFORE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
