package dev.parley.catalog.product;

import static dev.parley.platform.testing.Requests.anonymous;
import static dev.parley.platform.testing.Requests.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.catalog.CatalogTest;
import dev.parley.catalog.ProductId;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.Products;
import dev.parley.catalog.product.kafka.ProductWireEvents.ProductCreatedV1;
import dev.parley.catalog.product.kafka.ProductWireEvents.ProductUpdatedV1;
import dev.parley.platform.events.AdminActionRecordedV1;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.RecurringJobs;
import dev.parley.platform.id.Ids;
import dev.parley.platform.security.Roles;
import dev.parley.platform.security.Scopes;
import dev.parley.platform.testing.TestBus;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products made and changed by hand. */
@QuarkusTest
class ProductEditingTest extends CatalogTest {

    private final String word = "w" + Ids.next().substring(24);

    @Inject
    Products products;

    @Inject
    RecurringJobs jobs;

    private static Map<String, Object> price(String amount, String currency) {
        return Map.of("amount", amount, "currency", currency);
    }

    private Map<String, Object> variant(String sku) {
        return Map.of("sku", sku, "attributes", Map.of("color", "black"), "price", price("10.00", "USD"));
    }

    private Map<String, Object> lamp(Object... variants) {
        Map<String, Object> lamp = new HashMap<>(Map.of("name", word + " lamp", "category", "electronics"));
        lamp.put("variants", List.of(variants));
        return lamp;
    }

    private static ValidatableResponse create(Map<String, Object> product) {
        return as(TestTokens.manager()).body(product).post("/v1/products").then();
    }

    private static ValidatableResponse patch(String id, String body) {
        return as(TestTokens.manager()).body(body).patch("/v1/products/" + id).then();
    }

    private static ValidatableResponse command(String id, String command) {
        return as(TestTokens.manager())
                .post("/v1/products/" + id + "/" + command)
                .then();
    }

    private String created(Map<String, Object> product) {
        return create(product).statusCode(201).extract().path("id");
    }

    private ValidatableResponse put(String marketplace, Map<String, Object> product) {
        return as(TestTokens.client(Ids.next(), Scopes.CATALOG_WRITE))
                .body(product)
                .put("/v1/products/by-marketplace/" + marketplace + "/" + word)
                .then();
    }

    @Test
    void aProductMadeByHandIsADraftUntilItIsActivated() {
        ValidatableResponse made = create(lamp(variant(word + "-1")))
                .statusCode(201)
                .header("ETag", notNullValue())
                .body("status", equalTo("draft"))
                .body("slug", equalTo(word + "-lamp"))
                .body("marketplace", equalTo("own"))
                .body("price.amount", equalTo("10.00"));
        String id = made.extract().path("id");
        made.header("Location", equalTo("/v1/products/" + id));
        get("/v1/products/" + id).statusCode(404);
        get("/v1/products/by-slug/" + word + "-lamp").statusCode(404);
        get("/v1/products/by-sku/" + word + "-1").statusCode(404);
        RestAssured.given().queryParam("q", word).get("/v1/products").then().body("total", equalTo(0));

        command(id, "activate").statusCode(200).body("status", equalTo("active"));

        get("/v1/products/" + id).statusCode(200);
        assertEquals(
                "draft",
                TestBus.awaitEvent("catalog.products", id, ProductCreatedV1.class)
                        .data()
                        .get("status")
                        .asText());
        assertEquals(
                "active",
                TestBus.awaitEvent("catalog.products", id, ProductUpdatedV1.class)
                        .data()
                        .get("status")
                        .asText());
        assertEquals(
                List.of("product.created", "product.activated"),
                TestBus.eventsOf(AdminActions.TOPIC, id).stream()
                        .map(event -> event.data().get("action").asText())
                        .toList());
        command(id, "activate").statusCode(200);
        assertEquals(2, TestBus.eventsOf("catalog.products", id).size(), "activating again changes nothing");
    }

    @Test
    void aDraftMayLackAPriceAnActiveProductMayNot() {
        String id = created(lamp());
        asManager("/v1/products/" + id).body("price", nullValue()).body("variants.size()", equalTo(0));

        command(id, "activate").statusCode(422).body("type", equalTo("https://parley.dev/problems/product-incomplete"));
        patch(
                        id,
                        "{\"variants\":[{\"sku\":\"%s\",\"price\":{\"amount\":\"1.00\",\"currency\":\"USD\"}}]}"
                                .formatted(word))
                .statusCode(200);
        command(id, "activate").statusCode(200);
        patch(id, "{\"variants\":[]}")
                .statusCode(422)
                .body("type", equalTo("https://parley.dev/problems/product-incomplete"));
        get("/v1/products/" + id).body("variants.sku", contains(word));
    }

    @Test
    void aPatchKeepsWhatItDoesNotName() {
        String id = created(lamp(variant(word + "-1"), variant(word + "-2")));
        String first = asManager("/v1/products/" + id).extract().path("variants[0].variantId");

        patch(id, """
                {"name":"%1$s lantern","brand":"Lux","description":"Bright","features":["Dimmable"],"tags":["Light","light"],
                 "videos":[{"url":"https://shop.example/v.mp4"}],"seo":{"title":"Lantern"},"rating":{"average":4.25,"count":8},
                 "returnPolicy":"30 days","warrantyMonths":24,"featured":true,
                 "specifications":[{"section":"Light","name":"Lumen","value":"400"}],
                 "variants":[{"sku":"%1$s-1","attributes":{"color":"red"},"price":{"amount":"9.00","currency":"USD"},"title":"Red"}]}
                """.formatted(word)).statusCode(200);

        asManager("/v1/products/" + id)
                .body("name", equalTo(word + " lantern"))
                .body("slug", equalTo(word + "-lamp"))
                .body("category", equalTo("electronics"))
                .body("features", contains("Dimmable"))
                .body("tags", contains("light"))
                .body("videos[0].url", equalTo("https://shop.example/v.mp4"))
                .body("seo.title", equalTo("Lantern"))
                .body("rating.average", equalTo(4.25f))
                .body("warrantyMonths", equalTo(24))
                .body("featured", equalTo(true))
                .body("variants.sku", contains(word + "-1"))
                .body("variants[0].variantId", equalTo(first))
                .body("variants[0].title", equalTo("Red"))
                .body("price.amount", equalTo("9.00"));
        patch(id, "{\"brand\":null,\"returnPolicy\":null,\"warrantyMonths\":null,\"seo\":{\"title\":null}}")
                .statusCode(200)
                .body("brand", equalTo(""))
                .body("returnPolicy", nullValue())
                .body("warrantyMonths", nullValue())
                .body("seo", nullValue())
                .body("features", contains("Dimmable"));
        assertEquals(
                "product.updated",
                TestBus.eventsOf(AdminActions.TOPIC, id)
                        .getLast()
                        .data()
                        .get("action")
                        .asText());
    }

    @Test
    void anEditOfAnotherVersionIsRefused() {
        ValidatableResponse made = create(lamp(variant(word)));
        String id = made.extract().path("id");
        String tag = made.extract().header("ETag");
        patch(id, "{\"brand\":\"Lux\"}").statusCode(200);

        as(TestTokens.manager())
                .header("If-Match", tag)
                .body("{\"brand\":\"Nox\"}")
                .patch("/v1/products/" + id)
                .then()
                .statusCode(412);
        as(TestTokens.manager())
                .header("If-Match", tag)
                .delete("/v1/products/" + id)
                .then()
                .statusCode(412);
        as(TestTokens.manager())
                .header("If-Match", asManager("/v1/products/" + id).extract().header("ETag"))
                .body("{\"brand\":\"Nox\"}")
                .patch("/v1/products/" + id)
                .then()
                .statusCode(200)
                .body("brand", equalTo("Nox"));
    }

    @Test
    void anOldSlugRedirects() {
        String id = created(lamp(variant(word)));
        command(id, "activate").statusCode(200);
        patch(id, "{\"slug\":\"%s-\u043b\u0430\u043c\u043f\u0430\"}".formatted(word))
                .statusCode(200);

        String location = anonymous()
                .redirects()
                .follow(false)
                .get("/v1/products/by-slug/" + word + "-lamp")
                .then()
                .statusCode(308)
                .extract()
                .header("Location");

        assertTrue(location.startsWith("/v1/products/by-slug/" + word + "-%D0%BB"), location);
        get(location).statusCode(200).body("id", equalTo(id));
        String other = created(lamp(variant(word + "-2")));
        patch(other, "{\"slug\":\"%s-lamp\"}".formatted(word))
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/slug-taken"))
                .body("detail", equalTo("The slug " + word + "-lamp belongs to another product."));
    }

    @Test
    void takenIdsSlugsAndSkusAreNamed() {
        Map<String, Object> first = lamp(variant(word + "-1"));
        first.put("productId", word);
        first.put("slug", word);
        created(first);

        create(first).statusCode(409).body("type", equalTo("https://parley.dev/problems/product-id-taken"));
        Map<String, Object> second = lamp(variant(word + "-1"));
        create(second)
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/sku-taken"))
                .body("detail", equalTo("The SKU " + word + "-1 belongs to another product."));
        second.put("variants", List.of());
        second.put("slug", word);
        create(second).statusCode(409).body("type", equalTo("https://parley.dev/problems/slug-taken"));
        second.put("slug", "Not a slug");
        create(second).statusCode(400).body("errors.field", contains("slug"));
        second.remove("slug");
        second.put("category", "nowhere");
        create(second).statusCode(422).body("type", equalTo("https://parley.dev/problems/category-unknown"));
    }

    @Test
    void theSameIdempotencyKeyCreatesOneProduct() {
        String key = Ids.next();
        String manager = TestTokens.onPlan(Ids.next(), "free", Set.of(), Roles.USER, Roles.MANAGER);
        List<String> ids = List.of(1, 2).stream()
                .map(i -> as(manager)
                        .header("Idempotency-Key", key)
                        .body(lamp(variant(word)))
                        .post("/v1/products")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("id"))
                .toList();

        assertEquals(ids.getFirst(), ids.getLast());
    }

    @ParameterizedTest
    @CsvSource({
        "-1.00, USD, variants[0].price",
        "0.00, USD, variants[0].price",
        "0.001, USD, variants[0].price",
        "1e309, USD, variants[0].price",
        "free, USD, variants[0].price",
        "1.00, XXX, variants[0].price",
        "1.00, NOPE, variants[0].price"
    })
    void anInvalidPriceIsNamed(String amount, String currency, String field) {
        create(lamp(Map.of("sku", word, "price", price(amount, currency))))
                .statusCode(400)
                .body("errors.field", hasItem(startsWith(field)));
    }

    @Test
    void everyInvalidFieldIsNamedAtOnce() {
        Map<String, Object> bad = lamp(
                Map.of("sku", "..", "price", price("0.00", "USD"), "attributes", Map.of("gtin", "4006381333930")),
                Map.of("sku", word, "price", price("1.00", "EUR")),
                Map.of("sku", word, "price", price("1.00", "EUR")));

        create(bad)
                .statusCode(400)
                .body(
                        "errors.field",
                        contains(
                                "variants[0].sku",
                                "variants[0].price",
                                "variants[0].attributes.gtin",
                                "variants[2].sku",
                                "variants"));
        create(Map.of("name", "", "externalUrl", "ftp://x", "images", List.of("https://me:pw@shop.example/i.jpg")))
                .statusCode(400)
                .body("errors.size()", equalTo(3));
        create(Map.of("name", "x", "surprise", 1)).statusCode(400);
    }

    @Test
    void aSourcePutsItsProductAgainAndAgain() {
        Map<String, Object> phone = new HashMap<>(Map.of(
                "name",
                word + " phone",
                "category",
                "electronics",
                "price",
                price("4500.00", "GHS"),
                "rating",
                Map.of("average", 4.5, "count", 127),
                "externalUrl",
                "https://www.jumia.com.gh/phone",
                "tags",
                List.of("5G"),
                "scrapedAt",
                "2026-01-02T03:04:05Z"));
        String id = put("jumia", phone)
                .statusCode(201)
                .body("status", equalTo("active"))
                .body("variants.sku", contains("jumia:" + word))
                .extract()
                .path("id");

        phone.put("scrapedAt", "2026-01-03T03:04:05Z");
        put("jumia", phone)
                .statusCode(200)
                .body("version", equalTo(1))
                .body("scrapedAt", equalTo("2026-01-03T03:04:05Z"));
        asManager("/v1/products/" + id).body("scrapedAt", equalTo("2026-01-03T03:04:05Z"));
        TestBus.awaitEvent("catalog.products", id, ProductCreatedV1.class);
        assertEquals(1, TestBus.eventsOf("catalog.products", id).size());
        phone.put("price", price("4000.00", "GHS"));
        put("jumia", phone).statusCode(200).body("version", equalTo(2)).body("price.amount", equalTo("4000.00"));

        put("nowhere", phone).statusCode(400).body("errors.field", contains("marketplace"));
        phone.remove("price");
        put("jumia", phone).statusCode(400).body("errors.field", contains("variants"));
        phone.put("variants", List.of(Map.of("sku", "jumia:" + word + "-B", "price", price("1.00", "GHS"))));
        put("jumia", phone).statusCode(200).body("variants.sku", contains("jumia:" + word + "-B"));
    }

    @Test
    void aDeletedProductIsPurgedAfterThirtyDays() {
        String id = created(lamp(variant(word)));
        as(TestTokens.manager()).delete("/v1/products/" + id).then().statusCode(204);
        asManager("/v1/products/" + id).body("status", equalTo("archived")).body("deletedAt", notNullValue());
        String kept = created(lamp(variant(word + "-2")));
        as(TestTokens.manager()).delete("/v1/products/" + kept).then().statusCode(204);
        command(kept, "activate").statusCode(200).body("deletedAt", nullValue());
        TestBus.eventsOf("catalog.products", id);

        jobs.run("purge-products", Instant.now().plus(Product.PURGED_AFTER).minus(Duration.ofMinutes(1)));
        asManager("/v1/products/" + id).statusCode(200);
        jobs.run("purge-products", Instant.now().plus(Product.PURGED_AFTER).plus(Duration.ofMinutes(1)));

        asManager("/v1/products/" + id).statusCode(404);
        assertTrue(products.find(new ProductId(kept)).isPresent());
    }

    @Test
    void onlyManagersAndClientsWithTheScopeEdit() {
        String id = created(lamp(variant(word)));
        for (String token :
                List.of(TestTokens.user(Ids.next()), TestTokens.client(Ids.next(), Scopes.INVENTORY_WRITE))) {
            as(token).body(lamp()).post("/v1/products").then().statusCode(403);
            as(token).body("{}").patch("/v1/products/" + id).then().statusCode(403);
            as(token).post("/v1/products/" + id + "/activate").then().statusCode(403);
        }
        String client = TestTokens.client(Ids.next(), Scopes.CATALOG_WRITE);
        as(client)
                .body("{\"brand\":\"Lux\"}")
                .patch("/v1/products/" + id)
                .then()
                .statusCode(200);
        patch(Ids.next(), "{}").statusCode(404);
        TestBus.awaitEvent(AdminActions.TOPIC, id, AdminActionRecordedV1.class);
    }
}
