package dev.parley.catalog.search;

import static dev.parley.platform.testing.Requests.as;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.catalog.CatalogTest;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.TestBus;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReindexTest extends CatalogTest {

    @Test
    void rebuildsTheIndexWhileSearchesGoOn() {
        imported(HEADER + row("RI-1", "Rebuildable Zorbulator", 3, "9.00 USD"));

        String location = as(TestTokens.admin())
                .post("/v1/products/reindex")
                .then()
                .statusCode(202)
                .body("status", equalTo("running"))
                .extract()
                .header("Location");
        String path = location.substring(location.indexOf("/v1/"));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            given().queryParam("q", "zorbulator")
                    .get("/v1/products")
                    .then()
                    .statusCode(200)
                    .body("total", equalTo(1));
            as(TestTokens.admin()).get(path).then().statusCode(200).body("status", equalTo("completed"));
        });
        as(TestTokens.admin())
                .get(path)
                .then()
                .body("instances.products", everyItem(greaterThan(0)))
                .body("instances.surplus", everyItem(equalTo(0)));
        assertEquals(
                1,
                TestBus.eventsOf("audit.activity", path.substring(path.lastIndexOf('/') + 1))
                        .size());
        as(TestTokens.admin())
                .get("/v1/products/reindex/" + Ids.next())
                .then()
                .statusCode(404)
                .body("type", equalTo("https://parley.dev/problems/not-found"));
    }
}
