package dev.parley.identity;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServiceTest
class RefreshLimitTest {

    /** The bucket refills during the requests, so a little more than 120 may pass. */
    @Test
    void refreshingIsLimitedPerAddress() {
        String address = Client.randomAddress();
        Map<String, String> junk = Map.of("refreshToken", "junk");
        int passed = -1;
        Response answer;
        do {
            answer = Client.from(address).body(junk).post("/v1/auth/refresh");
            passed++;
        } while (passed < 1_000 && answer.statusCode() == 401);

        assertTrue(passed >= 120 && passed < 1_000, "passed: " + passed);
        answer.then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("https://parley.dev/problems/rate-limited"));
        Client.refresh("junk").then().statusCode(401);
    }
}
