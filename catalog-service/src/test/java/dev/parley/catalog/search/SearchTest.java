package dev.parley.catalog.search;

import static dev.parley.platform.testing.Requests.as;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.catalog.CatalogTest;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.TestBus;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SearchTest extends CatalogTest {

    /** The brand of all products of a test: isolates tests. */
    private final String brand = "Brand" + Ids.next().substring(24);

    @BeforeEach
    void importProducts() {
        imported(HEADER
                + line(
                        "LAP-BLK",
                        "Onyx 14 Laptop",
                        "in_stock",
                        "3",
                        "849.00 USD",
                        "LAP",
                        "Black",
                        "Electronics > Computers > Laptops")
                + line(
                        "LAP-GRY",
                        "Onyx 14 Laptop",
                        "out_of_stock",
                        "0",
                        "799.00 USD",
                        "LAP",
                        "Grey",
                        "Electronics > Computers > Laptops")
                + line(
                        "LAP2",
                        "Study 15 Laptop",
                        "out_of_stock",
                        "0",
                        "449.00 USD",
                        "",
                        "Black",
                        "Electronics > Computers > Laptops")
                + line(
                        "BAG",
                        "Black sleeve for laptops",
                        "in_stock",
                        "9",
                        "29.00 USD",
                        "",
                        "Black",
                        "Electronics > Accessories > Bags")
                + line("CAF", "Caf\u00e9 cups", "in_stock", "9", "12.50 USD", "", "White", "Home & Garden > Kitchen"));
    }

    @Test
    void findsBlackLaptopsFirst() {
        search("q", "black laptop")
                .body("total", equalTo(3))
                .body("items[0].category", equalTo("electronics/computers/laptops"))
                .body("items[1].category", equalTo("electronics/computers/laptops"))
                .body("items[2].category", equalTo("electronics/accessories/bags"));
    }

    @ParameterizedTest
    @CsvSource({"LAPTOPS, 3", "cafe cup, 1", "the laptop, 3", "onyx -laptop, 1", "laptop zebra, 0", "'\"+|()*~\\', 4"})
    void searchesFreeText(String words, int total) {
        search("q", words).body("total", equalTo(total));
    }

    @Test
    void filtersBySingleVariants() {
        assertEquals(List.of("LAP2", "LAP"), externalIds("category", "laptops", "sort", "price"));
        assertEquals(List.of("LAP"), externalIds("category", "laptops", "inStock", "true"));
        assertEquals(List.of("LAP"), externalIds("attributes.color", "grey"));
        assertEquals(List.of(), externalIds("attributes.color", "grey", "inStock", "true"));
        assertEquals(List.of("LAP"), externalIds("minPrice", "800", "maxPrice", "849"));
        assertEquals(List.of("LAP"), externalIds("minPrice", "799", "maxPrice", "800", "attributes.color", "Grey"));
        assertEquals(List.of(), externalIds("minPrice", "799", "maxPrice", "800", "attributes.color", "Black"));
        assertEquals(List.of(), externalIds("maxPrice", "900", "currency", "GHS"));
        assertEquals(List.of("CAF"), externalIds("category", "home-garden"));
        assertEquals(List.of(), externalIds("marketplace", "jumia"));
    }

    @Test
    void countsFacetsOverAllHits() {
        search("category", "electronics", "size", "1")
                .body("items", hasSize(1))
                .body("total", equalTo(3))
                .body("totalPages", equalTo(3))
                .body("facets.brand", contains(entry(brand, 3)))
                .body("facets.marketplace", contains(entry("own", 3)))
                .body("facets.category", hasItem(entry("electronics/computers/laptops", 2)))
                .body("facets.'attributes.color'", hasItems(entry("Black", 3), entry("Grey", 1)));
    }

    @Test
    void sortsAndPages() {
        assertEquals(List.of("CAF", "BAG", "LAP2", "LAP"), externalIds("sort", "price"));
        assertEquals(List.of("LAP", "LAP2", "BAG", "CAF"), externalIds("sort", "-price"));
        assertEquals(List.of("BAG", "CAF", "LAP", "LAP2"), externalIds("sort", "name"));
        assertEquals(List.of("LAP2"), externalIds("sort", "price", "page", "3", "size", "1"));
        search("page", "9").body("items", hasSize(0)).body("total", equalTo(4)).body("page", equalTo(9));
    }

    @Test
    void showsCurrentStock() {
        String sku = brand + "-LAP2";
        as(TestTokens.manager())
                .body("{\"onHand\":2,\"reason\":\"counted\"}")
                .post("/v1/inventory/" + sku + "/adjustments")
                .then()
                .statusCode(200);

        search("q", "study laptop").body("items[0].variants[0].availability.available", equalTo(2));
        await().untilAsserted(
                        () -> search("q", "study laptop", "inStock", "true").body("total", equalTo(1)));
    }

    @Test
    void removesArchivedProducts() {
        String id = search("q", "study").extract().path("items[0].id");

        as(TestTokens.manager()).delete("/v1/products/" + id).then().statusCode(204);

        await().untilAsserted(() -> search("q", "study").body("total", equalTo(0)));
    }

    @Test
    void reportsZeroResultSearches() {
        String guest = Ids.next();
        as(TestTokens.guest(guest))
                .header("X-Parley-On-Behalf-Of", "guest:somebody-else") // only services may act on behalf of others
                .queryParam("q", brand + " unicorn")
                .get("/v1/products")
                .then()
                .statusCode(200);
        as(TestTokens.service("chat-service"))
                .header("X-Parley-On-Behalf-Of", "guest:" + guest)
                .queryParam("q", brand + " griffin")
                .queryParam("maxPrice", "5")
                .get("/v1/products")
                .then()
                .statusCode(200);

        await().untilAsserted(() -> assertEquals(2, performed().size()));
        var unicorn = performed().stream()
                .filter(e -> e.data().get("query").asText().endsWith("unicorn"))
                .findFirst()
                .orElseThrow()
                .data();
        assertEquals(0, unicorn.get("results").asInt());
        assertEquals(guest, unicorn.get("anonymousId").asText());
        assertEquals("api", unicorn.get("source").asText());
        var griffin = performed().stream()
                .filter(e -> e.data().get("query").asText().endsWith("griffin"))
                .findFirst()
                .orElseThrow()
                .data();
        assertEquals("chat", griffin.get("source").asText());
        assertEquals("5", griffin.at("/filters/maxPrice").asText());
        assertEquals(guest, griffin.get("anonymousId").asText());
    }

    @Test
    void reportsEveryInvalidParameter() {
        given().queryParams("minPrice", "x", "maxPrice", "1,5", "sort", "best", "currency", "XXY", "inStock", "maybe")
                .queryParam("colour", "red")
                .get("/v1/products")
                .then()
                .statusCode(400)
                .body("type", equalTo("https://parley.dev/problems/validation"))
                .body("errors.field", hasItems("minPrice", "maxPrice", "sort", "currency", "inStock", "colour"));
        get("/v1/products?page=0").statusCode(400);
        get("/v1/products?size=101").statusCode(400);
        get("/v1/products?page=101&size=100").statusCode(400).body("errors[0].field", equalTo("page"));
        get("/v1/products?page=x").statusCode(400);
    }

    private List<TestBus.ReceivedEvent> performed() {
        return TestBus.events("activity.searches").stream()
                .filter(e -> e.type().equals("dev.parley.search.performed.v1"))
                .filter(e -> e.data().get("query").asText().startsWith(brand))
                .toList();
    }

    private ValidatableResponse search(String... parameters) {
        var request = given().queryParam("brand", brand);
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/v1/products").then().statusCode(200);
    }

    private List<String> externalIds(String... parameters) {
        JsonPath found = search(parameters).extract().jsonPath();
        List<String> ids = found.getList("items.productId");
        assertTrue(found.getInt("total") >= ids.size());
        return ids.stream().map(id -> id.substring(brand.length() + 1)).toList();
    }

    private static java.util.Map<String, Object> entry(String value, int count) {
        return java.util.Map.of("value", value, "count", count);
    }

    private String line(
            String id,
            String title,
            String availability,
            String quantity,
            String price,
            String group,
            String color,
            String category) {
        return Stream.of(
                        brand + "-" + id,
                        title,
                        "Made well",
                        "https://shop.example/p",
                        "",
                        availability,
                        quantity,
                        price,
                        brand,
                        category,
                        group.isEmpty() ? "" : brand + "-" + group,
                        color)
                .collect(java.util.stream.Collectors.joining("\t", "", "\n"));
    }
}
