package dev.parley.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.app.Stack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class RequestOriginTest {

    @Inject
    RequestOrigin origin;

    @Test
    void hasTheAddressFromTheGatewayAndTheUserAgent() {
        given().header("X-Forwarded-For", "198.51.100.1, 203.0.113.9")
                .header("User-Agent", "curl/8.5.0  (x)")
                .get("/v1/things/origin")
                .then()
                .body("address", equalTo("203.0.113.9"))
                .body("agent", equalTo("curl/8.5.0 (x)"));
        given().header("X-Forwarded-For", "2001:db8::7")
                .get("/v1/things/origin")
                .then()
                .body("address", equalTo("2001:db8::7"));
    }

    @Test
    void ignoresForwardedEntriesOfTheClient() {
        for (String invented : List.of("x", "127.0.0.1", "", "198.51.100.1:4000", "10.0.0.1, y")) {
            given().header("X-Forwarded-For", invented + ", 203.0.113.9")
                    .get("/v1/things/origin")
                    .then()
                    .body("address", equalTo("203.0.113.9"));
        }
    }

    @Test
    void containsNoControlOrMarkupCharacters() {
        given().header("X-Forwarded-For", "<script>")
                .header("User-Agent", "a\tb\u00e9" + "x".repeat(300))
                .get("/v1/things/origin")
                .then()
                .body("address", equalTo("127.0.0.1"))
                .body("agent", equalTo("a b " + "x".repeat(196)));
    }

    @Test
    void isUnknownOutsideOfRequests() {
        assertEquals(Optional.empty(), origin.address());
        assertEquals(Optional.empty(), origin.agent());
    }
}
