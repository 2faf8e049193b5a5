package dev.parley.platform;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.app.Stack;
import dev.parley.platform.app.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class ErrorsTest {

    private static final String GOOD = "{\"name\":\"lamp\",\"lines\":[{\"sku\":\"a\",\"quantity\":1}]}";

    @ConfigProperty(name = "quarkus.http.test-port")
    int configuredPort;

    private static ValidatableResponse post(String body) {
        return given().auth()
                .oauth2(Tokens.user("u1"))
                .contentType("application/json")
                .body(body)
                .post("/v1/things")
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String slug) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .header("X-Request-Id", notNullValue())
                .body("type", equalTo("https://parley.dev/problems/" + slug))
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue())
                .body("instance", notNullValue());
    }

    @Test
    void aRequestWithoutABodyNeedsNoContentType() {
        given().noContentType()
                .post("/v1/things/optional")
                .then()
                .statusCode(200)
                .body(equalTo("none"));
        given().contentType("application/json")
                .post("/v1/things/optional")
                .then()
                .statusCode(200)
                .body(equalTo("none"));
        given().auth()
                .oauth2(Tokens.user("u1"))
                .noContentType()
                .post("/v1/things")
                .then()
                .statusCode(400)
                .body("type", equalTo("https://parley.dev/problems/validation"));
        given().contentType("text/plain")
                .body("x")
                .post("/v1/things/optional")
                .then()
                .statusCode(415);
    }

    @Test
    void acceptsAValidBody() {
        post(GOOD).statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":|malformed-json",
                "not json|malformed-json",
                "{\"name\":\"x\"} trailing|malformed-json",
                "{\"name\":\"x\",\"name\":\"y\"}|malformed-json",
                "[]|validation",
                "\"text\"|validation",
                "null|validation",
            })
    void namesAMalformedBody(String body, String slug) {
        problem(post(body), 400, slug).body("detail", not(containsString("dev.parley")));
    }

    @Test
    void namesABodyThatIsNestedTooDeep() {
        problem(post("[".repeat(1_100)), 400, "malformed-json");
        problem(post("{\"name\":".repeat(1_100)), 400, "malformed-json");
    }

    @Test
    void namesAnEmptyBody() {
        problem(post(""), 400, "validation");
    }

    @Test
    void namesEveryMissingAndWrongFieldAtOnce() {
        problem(
                        post("{\"name\":\" \",\"lines\":[{\"sku\":\"a\",\"quantity\":0},{\"quantity\":5000}]}"),
                        400,
                        "validation")
                .body(
                        "errors.field",
                        containsInAnyOrder("name", "lines[0].quantity", "lines[1].quantity", "lines[1].sku"));
    }

    @Test
    void namesEveryUnknownFieldAndWrongTypeAtOnceWithItsPath() {
        problem(post("""
                                {"name":7,"colour":"green","gift":"yes","at":"yesterday","colr":1,
                                 "lines":[{"sku":"a","quantity":1,"qty":{"deep":[1]}},{"sku":"b","quantity":1.5}]}"""), 400, "validation")
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "name", "colour", "gift", "at", "colr", "lines[0].qty", "lines[1].quantity"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":7,\"lines\":[{\"sku\":\"a\",\"quantity\":1}]}|name|must be text",
                "{\"name\":\"a\",\"lines\":[{\"sku\":\"a\",\"quantity\":1}],\"nam\":1}|nam|is not a known field",
                "{\"name\":\"a\",\"lines\":[{\"sku\":\"a\",\"quantity\":1,\"qty\":2}]}|lines[0].qty|is not a known field",
                "{\"name\":\"a\",\"more\":{\"x\":1},\"lines\":[{\"sku\":\"a\",\"quantity\":1}]}|more|is not a known field",
                "{\"name\":\"a\",\"lines\":[{\"sku\":\"a\",\"quantity\":1,\"qty\":[2]}]}|lines[0].qty|is not a known field",
                "{\"name\":\"a\",\"lines\":[{\"sku\":\"a\",\"quantity\":1.5}]}|lines[0].quantity|must be a whole number in its range",
                "{\"name\":\"a\",\"lines\":[{\"sku\":\"a\",\"quantity\":1000000000000}]}|lines[0].quantity|must be a whole number in its range",
                "{\"name\":\"a\",\"lines\":[{\"sku\":\"a\",\"quantity\":\"1\"}]}|lines[0].quantity|must be a whole number in its range",
                "{\"name\":\"a\",\"lines\":{}}|lines|must be an array",
                "{\"name\":\"a\",\"lines\":[{\"sku\":\"a\",\"quantity\":1}],\"colour\":\"green\"}|colour|must be one of RED, BLUE",
                "{\"name\":\"a\",\"lines\":[{\"sku\":\"a\",\"quantity\":1}],\"colour\":0}|colour|must be one of RED, BLUE",
                "{\"name\":\"a\",\"lines\":[{\"sku\":\"a\",\"quantity\":1}],\"gift\":\"true\"}|gift|must be true or false",
                "{\"name\":\"a\",\"lines\":[{\"sku\":\"a\",\"quantity\":1}],\"at\":\"now\"}|at|must be a time such as 2026-01-31T12:00:00Z",
                "{\"name\":\"a\",\"lines\":[{\"sku\":\"a\",\"quantity\":1}],\"price\":{\"amount\":\"1.999\",\"currency\":\"USD\"}}|price|must have exactly 2 decimals in USD",
                "{\"name\":\"a\",\"lines\":[{\"sku\":\"a\",\"quantity\":1}],\"price\":{\"amount\":\"1.99\",\"currency\":\"XXQ\"}}|price|has an unknown currency",
                "{\"name\":\"a\",\"lines\":[{\"sku\":\"a\",\"quantity\":1}],\"price\":{\"amount\":1.99,\"currency\":\"USD\"}}|price|must be {\"amount\":\"19.99\",\"currency\":\"USD\"}, the amount as text",
                "{\"name\":\"a\",\"lines\":[{\"sku\":\"a\",\"quantity\":1}],\"price\":19.99}|price|must be {\"amount\":\"19.99\",\"currency\":\"USD\"}, the amount as text",
                "{\"name\":\"0123456789012345678901\",\"lines\":[{\"sku\":\"a\",\"quantity\":1}]}|name|size must be between 0 and 20",
            })
    void namesAWrongField(String body, String field, String message) {
        problem(post(body), 400, "validation")
                .body("errors.field", equalTo(java.util.List.of(field)))
                .body("errors.message", equalTo(java.util.List.of(message)));
    }

    @ParameterizedTest
    @CsvSource({"limit=x", "limit=0", "limit=101", "limit=-1", "limit=99999999999", "after=%25%25", "after=abc"})
    void refusesAWrongQueryParameter(String query) {
        ValidatableResponse response =
                given().urlEncodingEnabled(false).get("/v1/things?" + query).then();
        response.statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(query.substring(0, query.indexOf('='))));
    }

    @Test
    void refusesAWrongPathParameter() {
        problem(given().get("/v1/things/abc").then(), 400, "validation").body("errors.field", hasItem("number"));
    }

    @Test
    void namesAParameterAgainstARule() {
        problem(given().get("/v1/things/1?big=10").then(), 400, "validation").body("errors.field", hasItem("big"));
    }

    @Test
    void answersAnUnknownPath() {
        problem(given().get("/v1/nothing").then(), 404, "no-such-path");
        problem(given().get("/elsewhere").then(), 404, "no-such-path");
        problem(given().get("/v1/things/1/2/3").then(), 404, "no-such-path");
    }

    @Test
    void answersAWrongMethodWithTheAllowedOnes() {
        problem(given().delete("/v1/things").then(), 405, "method-not-allowed").header("Allow", containsString("POST"));
    }

    @Test
    void answersOptionsWithTheMethodsOfThePath() {
        given().options("/v1/things").then().statusCode(204).header("Allow", "GET, HEAD, OPTIONS, POST");
        problem(given().options("/v1/nothing").then(), 404, "no-such-path");
    }

    @Test
    void rejectsAQueryThatCannotBeDecoded() throws IOException {
        URI uri = uri("/v1/things/text");
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) { // HTTP clients refuse to send it
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET /v1/things/text?x=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        }
    }

    @Test
    void rejectsAQueryParameterThatIsRepeated() {
        problem(given().get("/v1/things?limit=1&limit=2").then(), 400, "validation")
                .body("errors[0].field", equalTo("limit"));
    }

    @Test
    void answersAnUnacceptableFormat() {
        problem(given().accept("image/png").get("/v1/things/text").then(), 406, "not-acceptable");
    }

    @Test
    void answersAnUnsupportedMediaType() {
        problem(
                given().auth()
                        .oauth2(Tokens.user("u1"))
                        .contentType("text/xml")
                        .body("<a/>")
                        .post("/v1/things")
                        .then(),
                415,
                "unsupported-media-type");
    }

    @Test
    void hidesTheInternalsOfAnError() {
        problem(given().get("/v1/things/broken").then(), 500, "internal-error")
                .body("traceId", matchesPattern("[0-9a-f]{32}"))
                .body("$", not(hasItem(containsString("secret"))))
                .body("detail", not(containsString("secret")));
    }

    @Test
    void answersAProblemWithItsExtensions() {
        problem(given().get("/v1/things/sold").then(), 409, "thing-sold").body("left", equalTo(0));
    }

    @Test
    void answersATooLargeBodyByItsLength() {
        problem(post("{\"name\":\"" + "x".repeat(1024 * 1024) + "\"}"), 413, "body-too-large")
                .body("limit", equalTo(1024 * 1024));
    }

    @Test
    void answersATooLargeBodyWithoutLength() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/v1/things"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + Tokens.user("u1"))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofString("{\"name\":\"" + "x".repeat(1024 * 1024 + 10) + "\"}")))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            org.junit.jupiter.api.Assertions.assertEquals(413, response.statusCode(), response.body());
            assertTrue(response.body().contains("body-too-large"));
        }
    }

    @Test
    void acceptsALargerBodyWhereTheEndpointAllowsIt() {
        given().contentType("text/csv")
                .body("x".repeat(2 * 1024 * 1024))
                .post("/v1/things/streams")
                .then()
                .statusCode(200)
                .body("bytes", equalTo(2 * 1024 * 1024));
        problem(
                given().contentType("text/csv")
                        .body("x".repeat(3 * 1024 * 1024 + 1))
                        .post("/v1/things/streams")
                        .then(),
                413,
                "body-too-large");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90}) // nothing yet, or all: a client that reads only when it has sent everything
    void answersABodyBeyondTheServersLimit(int mebibytesSent) throws IOException {
        URI uri = uri("/v1/things/streams");
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/things/streams HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/csv\r\n"
                            + "Content-Length: " + (90 << 20) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < mebibytesSent; i++) {
                out.write(new byte[1 << 20]);
            }
            out.flush();
            InputStream in = socket.getInputStream();
            socket.setSoTimeout(20_000);
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
            assertTrue(answer.contains("body-too-large"), answer);
        }
    }

    @Test
    void acceptsOnlyAWellFormedRequestId() {
        given().header("X-Request-Id", "abc-12345").get("/v1/things").then().header("X-Request-Id", "abc-12345");
        given().header("X-Request-Id", "a b<script>")
                .get("/v1/things")
                .then()
                .header("X-Request-Id", not(containsString("script")));
    }

    private static URI uri(String path) {
        return URI.create(io.restassured.RestAssured.baseURI + ":" + io.restassured.RestAssured.port + path);
    }
}
