package dev.parley.catalog.product;

import static dev.parley.platform.testing.Requests.as;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.parley.catalog.CatalogTest;
import dev.parley.catalog.category.kafka.CategoryWireEvents.CategoryChangedV1;
import dev.parley.catalog.product.kafka.ProductViewedTelemetry.ProductViewedV1;
import dev.parley.catalog.product.kafka.ProductWireEvents.ProductArchivedV1;
import dev.parley.platform.id.Ids;
import dev.parley.platform.security.Scopes;
import dev.parley.platform.testing.TestBus;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProductTest extends CatalogTest {

    private final String word = "w" + Ids.next().substring(24);
    private String feed;
    private JsonPath product;
    private String id;

    @BeforeEach
    void aLamp() {
        feed = HEADER + row(word + "-1", word + " L\u00e4mp", 3, "10.00 USD");
        imported(feed);
        product = theOne(word);
        id = product.getString("id");
    }

    @Test
    void isReadByIdAndBySlug() {
        assertEquals(word + "-lamp", product.getString("slug"));
        for (String path : new String[] {"/v1/products/" + id, "/v1/products/by-slug/" + product.getString("slug")}) {
            get(path)
                    .statusCode(200)
                    .body("id", equalTo(id))
                    .body("productId", equalTo(word + "-1"))
                    .body("marketplace", equalTo("own"))
                    .body("status", equalTo("active"))
                    .body("price.amount", equalTo("10.00"))
                    .body("variants[0].attributes.color", equalTo("Black"))
                    .body("variants[0].availability.available", equalTo(3))
                    .body("images", contains("https://shop.example/i/" + word + "-1.jpg"));
        }
    }

    @Test
    void hasAnETagThatChangesWithItsStock() {
        String tag = get("/v1/products/" + id).extract().header("ETag");
        given().header("If-None-Match", tag).get("/v1/products/" + id).then().statusCode(304);

        imported(HEADER + row(word + "-1", word + " L\u00e4mp", 2, "10.00 USD"));

        String changed = given().header("If-None-Match", tag)
                .get("/v1/products/" + id)
                .then()
                .statusCode(200)
                .body("variants[0].availability.available", equalTo(2))
                .extract()
                .header("ETag");
        assertNotEquals(tag, changed);
    }

    @Test
    void showsAChangeAtOnceDespiteTheCache() {
        get("/v1/products/" + id).body("price.amount", equalTo("10.00"));

        imported(HEADER + row(word + "-1", word + " L\u00e4mp", 3, "11.00 USD"));

        get("/v1/products/" + id).body("price.amount", equalTo("11.00"));
    }

    @Test
    void isInvisibleToShoppersOnceArchived() {
        get("/v1/products/" + id).statusCode(200);
        as(TestTokens.user(Ids.next())).delete("/v1/products/" + id).then().statusCode(403);
        as(TestTokens.client(Ids.next(), Scopes.INVENTORY_WRITE))
                .delete("/v1/products/" + id)
                .then()
                .statusCode(403);

        as(TestTokens.client(Ids.next(), Scopes.CATALOG_WRITE))
                .delete("/v1/products/" + id)
                .then()
                .statusCode(204);

        get("/v1/products/" + id)
                .statusCode(404)
                .body("type", equalTo("https://parley.dev/problems/product-not-found"));
        get("/v1/products/by-slug/" + word + "-lamp").statusCode(404);
        asManager("/v1/products/" + id).statusCode(200).body("status", equalTo("archived"));
        TestBus.awaitEvent("catalog.products", id, ProductArchivedV1.class);
    }

    @Test
    void reportsAView() {
        String user = Ids.next();

        as(TestTokens.user(user)).get("/v1/products/" + id).then().statusCode(200);

        var viewed = TestBus.awaitEvent("activity.searches", id, ProductViewedV1.class);
        assertEquals(user, viewed.data().get("userId").asText());
    }

    @Test
    void isReadBySeveralIdsByServices() {
        as(TestTokens.service("cart-service"))
                .queryParam("ids", id + "," + Ids.next())
                .get("/internal/products")
                .then()
                .statusCode(200)
                .body("items.id", contains(id))
                .body("items[0].variants[0].availability.available", equalTo(3));
        as(TestTokens.service("cart-service")).get("/internal/products").then().statusCode(400);
        asManager("/internal/products?ids=" + id).statusCode(403);
    }

    @Test
    void listsItsPricesAndTheLowestBeforeAReduction() {
        imported(HEADER + row(word + "-1", word + " L\u00e4mp", 3, "12.00 USD"));
        imported(HEADER + row(word + "-1", word + " L\u00e4mp", 3, "9.00 USD"));

        String prices = "/v1/products/" + id + "/prices";
        await().untilAsserted(() -> get(prices).body("items.price.amount", contains("9.00", "12.00", "10.00")));
        String next = get(prices + "?limit=2")
                .body("items.sku", contains(word + "-1", word + "-1"))
                .extract()
                .path("next");
        get(prices + "?limit=2&after=" + next)
                .body("items.price.amount", contains("10.00"))
                .body("next", equalTo(null));
        get(prices + "?after=x").statusCode(400);
        get("/v1/products/" + Ids.next() + "/prices").statusCode(404);
        get("/v1/products/" + id).body("variants[0].lowestPriceBeforeReduction.amount", equalTo("10.00"));
        imported(HEADER + row(word + "-1", word + " L\u00e4mp", 3, "9.50 USD"));
        get("/v1/products/" + id).body("variants[0].lowestPriceBeforeReduction", equalTo(null));
    }

    @Test
    void isInTheCategoryTree() {
        get("/v1/categories")
                .statusCode(200)
                .body("items.name", hasItems("Electronics", "Home & Garden", "Other"))
                .body("items[0].slug", equalTo("electronics"))
                .body("items[0].children.slug", hasItems("electronics/computers"))
                .body(
                        "items[0].children.find { it.slug == 'electronics/computers' }.children.name",
                        hasItems("Laptops"));
        String category = get("/v1/categories").extract().path("items[0].id");
        await().untilAsserted(() -> assertEquals(
                1,
                TestBus.eventsOf("catalog.categories", category).stream()
                        .filter(e -> e.type()
                                .equals(CategoryChangedV1.class
                                        .getAnnotation(dev.parley.platform.events.EventType.class)
                                        .value()))
                        .count()));
    }

    @Test
    void answersNotFoundForUnknownProducts() {
        get("/v1/products/" + Ids.next()).statusCode(404);
        get("/v1/products/by-slug/nothing").statusCode(404);
        as(TestTokens.manager()).delete("/v1/products/" + Ids.next()).then().statusCode(404);
    }
}
