package dev.parley.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiFileTest {

    private static final String VALID = """
            openapi: 3.1.0
            info: {title: Things, version: "1"}
            paths:
              /things:
                get:
                  operationId: findThing
                  parameters: [{name: X-Wish, in: header, schema: {type: string, pattern: "^[a-z]+$"}}]
                  responses:
                    "200":
                      description: A thing
                      content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
            components:
              schemas:
                Thing:
                  type: object
                  required: [price]
                  examples: [{price: {amount: "1.00"}}]
                  properties:
                    price: {$ref: "#/components/schemas/Money"}
                Money:
                  type: object
                  required: [amount]
                  examples: [{amount: "1.00"}]
                  properties: {amount: {type: string}}
            """;

    @Test
    void acceptsAValidFile() {
        assertEquals(List.of(), file(VALID).violations());
        assertEquals(List.of(), file(VALID).badExamples());
    }

    @Test
    void findsAParameterWithoutASchema() {
        assertTrue(hasViolation(VALID.replace(", schema: {type: string, pattern: \"^[a-z]+$\"}", "")));
    }

    @Test
    void findsAPatternThatIsNotOfEcma262() {
        assertTrue(hasViolation(VALID.replace("^[a-z]+$", "^[\\\\p{Cntrl}]+$")));
    }

    @Test
    void findsAnUnknownType() {
        assertTrue(hasViolation(VALID.replace("{amount: {type: string}}", "{amount: {type: text}}")));
    }

    @Test
    void findsADanglingReference() {
        assertTrue(hasViolation(VALID.replace("schemas/Money", "schemas/Cash")));
    }

    @Test
    void findsAnOperationWithoutAnId() {
        assertTrue(hasViolation(VALID.replace("operationId: findThing", "summary: A thing")));
    }

    @Test
    void findsABodyWithoutAnExampleOfItsOwn() {
        String without = VALID.replace("examples: [{price: {amount: \"1.00\"}}]", "title: A thing");
        assertEquals(List.of("get /things 200: no example"), file(without).badExamples());
    }

    @Test
    void findsAnInvalidExample() {
        String wrong = VALID.replace("[{price: {amount: \"1.00\"}}]", "[{price: {amount: 1}}]");
        assertEquals(1, file(wrong).badExamples().size());
    }

    private static boolean hasViolation(String yaml) {
        return !file(yaml).violations().isEmpty();
    }

    private static OpenApiFile file(String yaml) {
        try {
            return new OpenApiFile(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
