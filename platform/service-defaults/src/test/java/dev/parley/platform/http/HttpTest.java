package dev.parley.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.app.Stack;
import dev.parley.platform.app.Tokens;
import dev.parley.platform.edge.testing.RawHttp;
import dev.parley.platform.edge.testing.RawHttp.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class HttpTest {

    @Test
    void livenessFollowsTheHeartbeatOfVirtualThreads() {
        given().get("/q/health/live")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'virtual-threads' }.status", equalTo("UP"));
    }

    @Test
    void pagesThroughAListWithoutLossOrRepeat() {
        List<Integer> seen = new ArrayList<>();
        String after = "";
        do {
            JsonPath page = given().queryParam("after", after)
                    .get("/v1/things")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items", Integer.class));
            after = page.getString("next");
        } while (after != null);
        assertEquals(IntStream.range(0, 45).boxed().toList(), seen);
    }

    @Test
    void answersNotModifiedForTheCurrentETag() {
        given().get("/v1/things/7").then().statusCode(200).header("ETag", "\"7\"");
        given().header("If-None-Match", "\"6\", W/\"7\"")
                .get("/v1/things/7")
                .then()
                .statusCode(304)
                .header("ETag", "\"7\"");
        given().header("If-None-Match", "\"6\"").get("/v1/things/7").then().statusCode(200);
    }

    @Test
    void changesOnlyTheVersionThatWasRead() {
        given().header("If-Match", "\"7\"")
                .patch("/v1/things/7")
                .then()
                .statusCode(200)
                .body("expected", equalTo(7));
        given().header("If-Match", "*")
                .patch("/v1/things/7")
                .then()
                .statusCode(200)
                .body("expected", equalTo(-1));
        given().patch("/v1/things/7").then().statusCode(200);
        given().header("If-Match", "\"6\"")
                .patch("/v1/things/7")
                .then()
                .statusCode(412)
                .body("type", equalTo("https://parley.dev/problems/precondition-failed"))
                .body("currentVersion", equalTo(7));
        given().header("If-Match", "junk").patch("/v1/things/7").then().statusCode(412);
        given().patch("/v1/things/7?strict=true")
                .then()
                .statusCode(428)
                .body("type", equalTo("https://parley.dev/problems/if-match-required"));
    }

    @Test
    void waitsAsLongAsPreferredAndNoLonger() {
        given().get("/v1/things/waits?after=3").then().body("reads", equalTo(1));
        given().header("Prefer", "respond-async, wait=10")
                .get("/v1/things/waits?after=3")
                .then()
                .body("reads", equalTo(3))
                .header("Preference-Applied", "wait=10");
        long start = System.nanoTime();
        given().header("Prefer", "wait=1")
                .get("/v1/things/waits?after=1000")
                .then()
                .body("reads", greaterThan(3))
                .body("reads", lessThan(30));
        assertTrue(System.nanoTime() - start >= Duration.ofSeconds(1).toNanos());
    }

    @Test
    void moneyGoesInAndOutAsText() {
        given().auth()
                .oauth2(Tokens.user("u1"))
                .contentType("application/json")
                .body(
                        "{\"name\":\"a\",\"lines\":[{\"sku\":\"a\",\"quantity\":1}],\"price\":{\"amount\":\"10.00\",\"currency\":\"USD\"}}")
                .post("/v1/things")
                .then()
                .statusCode(201)
                .body("price.amount", equalTo("10.00"))
                .body("price.currency", equalTo("USD"));
    }

    @Test
    void namesALocationByItsPathWhateverTheHost() {
        for (String host : new String[] {"evil.example", "localhost:" + RestAssured.port}) {
            given().auth()
                    .oauth2(Tokens.user("u1"))
                    .header("Host", host)
                    .header("X-Forwarded-Host", "evil.example")
                    .contentType("application/json")
                    .body("{\"name\":\"a\",\"lines\":[{\"sku\":\"a\",\"quantity\":1}]}")
                    .post("/v1/things")
                    .then()
                    .statusCode(201)
                    .header("Location", startsWith("/v1/things/"));
        }
    }

    @Test
    void setsNoStoreOnPersonalResponsesAndSecurityHeaders() {
        given().get("/v1/things/7")
                .then()
                .header("Cache-Control", nullValue())
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("Content-Security-Policy", equalTo("default-src 'none'; frame-ancestors 'none'"));
        given().auth()
                .oauth2(Tokens.user("u1"))
                .get("/v1/things/7")
                .then()
                .header("Cache-Control", equalTo("no-store"));
        given().auth()
                .oauth2("junk")
                .get("/v1/things/7")
                .then()
                .statusCode(401)
                .header("Cache-Control", equalTo("no-store"))
                .header("X-Content-Type-Options", equalTo("nosniff"));
        given().post("/v1/things").then().statusCode(401).header("Cache-Control", equalTo("no-store"));
        given().get("/v1/things/callers/cached").then().header("Cache-Control", equalTo("max-age=60"));
        given().redirects()
                .follow(true)
                .get("/q/swagger-ui")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", nullValue())
                .header("X-Content-Type-Options", equalTo("nosniff"));
    }

    @Test
    void closesConnectionsWithAnIncompleteHeadOrBody() throws IOException {
        for (String half : new String[] {
            "GET /v1/things HTTP/1.1\r\nHost: x\r\nX-",
            "POST /v1/things/streams HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: 9\r\n\r\na"
        }) {
            List<Answer> answers = RawHttp.send(RestAssured.port, half);
            assertEquals(1, answers.size(), answers.toString());
            assertEquals(408, answers.getFirst().status(), answers.toString());
        }
    }

    @Test
    void showsHealthMetricsAndItsApi() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/v1/things/stored").then().statusCode(200);
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("http_server_requests_seconds"))
                .body(containsString("parley_mongo_commands_seconds"));
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("components.schemas.Money.properties.amount.type", equalTo("string"));
    }

    @Test
    void answersRetryAfterWhileTheStorageIsUnavailableAndRecovers() {
        Assumptions.assumeTrue(Stack.engines.embedsMongo(), "a server that is not ours is not stopped");
        given().get("/v1/things/stored").then().statusCode(200);
        Stack.engines.mongo().stop();
        try {
            given().get("/v1/things/stored")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", equalTo("5"))
                    .body("type", equalTo("https://parley.dev/problems/unavailable"));
            given().get("/v1/things").then().statusCode(200);
        } finally {
            Stack.engines.mongo().start();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().get("/v1/things/stored").then().statusCode(200));
    }
}
