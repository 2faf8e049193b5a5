package dev.parley.catalog.search;

import static dev.parley.platform.testing.Requests.as;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.catalog.CatalogTest;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SynonymTest extends CatalogTest {

    @Test
    void appliesSynonymsOfManagersWithinSecondsAndWithoutANewIndex() {
        imported(HEADER + row("SYN-1", "Quillotron Deluxe", 3, "9.00 USD"));
        assertEquals(0, found("featherpen"));

        put("{\"groups\":[[\"featherpen\",\"quillotron\"],[\"writing set\",\"quillotron deluxe\"]]}")
                .statusCode(200)
                .body("groups[0]", contains("featherpen", "quillotron"))
                .body("shipped", hasItem(List.of("tv", "television", "telly")));

        await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> {
            assertEquals(1, found("featherpen"));
            assertEquals(1, found("writing sets"));
        });
        put("{\"groups\":[]}").statusCode(200);
        await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> assertEquals(0, found("featherpen")));
    }

    @Test
    void refusesInvalidGroupsAndStaleVersions() {
        put("{\"groups\":[[\"alone\"]]}").statusCode(400);
        put("{\"groups\":[[\"!!\",\"one two three four five\"]]}")
                .statusCode(400)
                .body("errors.field", contains("groups[0][0]", "groups[0][1]"));
        put("{}").statusCode(400);
        String stale = as(TestTokens.manager())
                .get("/v1/search/synonyms")
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
        put("{\"groups\":[[\"stale\",\"old\"]]}").statusCode(200);
        as(TestTokens.manager())
                .header("If-Match", stale)
                .body("{\"groups\":[]}")
                .put("/v1/search/synonyms")
                .then()
                .statusCode(412);
        put("{\"groups\":[]}").statusCode(200).body("groups", equalTo(List.of()));
    }

    private static int found(String words) {
        return given().queryParam("q", words)
                .get("/v1/products")
                .then()
                .statusCode(200)
                .extract()
                .path("total");
    }

    private static ValidatableResponse put(String body) {
        return as(TestTokens.manager()).body(body).put("/v1/search/synonyms").then();
    }
}
