package dev.parley.platform.testing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.events.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code contracts/openapi/<service>.yaml} is what the service answers at {@code /q/openapi}. A service's
 * {@code OpenApiTest} is a {@code @QuarkusTest} that extends this; {@code -Dparley.contracts.write=true} writes the
 * file.
 */
public abstract class OpenApiContract {

    private final Path file;

    /** @param service as in {@code order-service} */
    protected OpenApiContract(String service) {
        this.file = Contracts.file("openapi").resolve(service + ".yaml");
    }

    @Test
    void theFileSaysWhatTheServiceDoes() throws IOException {
        String served = given().get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replaceAll("(?m)^servers:\\n(- .*\\n|  .*\\n)*", "");
        if (Boolean.getBoolean(Contracts.WRITE)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, served);
        }
        assertEquals(Files.readString(file), served, "run with -Dparley.contracts.write=true and commit the file");
    }

    /** Whoever reads it sees what a request and an answer look like. */
    @Test
    void everyBodyIsShownByAnExample() {
        JsonNode api = EventJson.tree(given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());
        List<String> without = new ArrayList<>();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String name = operation.getKey() + " " + path.getKey();
                    if (!isShown(operation.getValue().path("requestBody"), api)) {
                        without.add(name + ": request");
                    }
                    operation.getValue().path("responses").properties().stream()
                            .filter(answer -> answer.getKey().startsWith("2") && !isShown(answer.getValue(), api))
                            .forEach(answer -> without.add(name + ": " + answer.getKey()));
                }));
        assertEquals(List.of(), without);
    }

    private static boolean isShown(JsonNode body, JsonNode api) {
        JsonNode json = body.path("content").path("application/json");
        return json.isMissingNode() || hasExample(json.path("schema"), api);
    }

    /** A schema of its own, or what it is made of. */
    private static boolean hasExample(JsonNode schema, JsonNode api) {
        if (schema.has("$ref")) {
            return hasExample(api.at(schema.path("$ref").asText().substring(1)), api);
        }
        return schema.has("example")
                || schema.has("examples")
                || (schema.has("items") && hasExample(schema.path("items"), api))
                || schema.path("properties").properties().stream()
                        .anyMatch(property -> hasExample(property.getValue(), api));
    }
}
