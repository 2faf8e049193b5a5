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
    @CsvSource({"LAPTOPS, 3", "cafe cup, 1", "the laptop, 3", "onyx -laptop, 1", "zebra, 0", "'\"+|()*~\\', 4"})
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
                .body("facets.brand", hasItem(entry(brand, 3)))
                .body("facets.marketplace", contains(entry("own", 3)))
                .body("facets.category", hasItem(entry("electronics/computers/laptops", 2)))
                .body("facets.'attributes.color'", hasItems(entry("Black", 3), entry("Grey", 1)));
    }

    @Test
    void acceptsSeveralValuesOfOneFilter() {
        assertEquals(
                List.of("BAG", "CAF", "LAP", "LAP2"),
                externalIds("attributes.color", "BLACK", "attributes.color", " white", "sort", "name"));
        assertEquals(List.of("BAG", "CAF"), externalIds("category", "bags", "category", "kitchen", "sort", "name"));
        given().queryParam("brand", brand, "Another")
                .queryParam("marketplace", "own", "jumia")
                .get("/v1/products")
                .then()
                .statusCode(200)
                .body("total", equalTo(4));
        get("/v1/products?sort=name&sort=price").statusCode(400).body("errors.field", contains("sort"));
        get("/v1/products?" + "brand=x&".repeat(21)).statusCode(400);
    }

    @Test
    void countsWhatTheFilterWouldGive() {
        imported(HEADER
                + line("M1", "Teapot", "in_stock", "1", "5.00 USD", "", "black", "Home & Garden > Kitchen")
                + line("M2", "Teapot", "in_stock", "1", "5.00 USD", "", "BLACK ", "Home & Garden > Kitchen")
                + line("M3", "Teapot", "in_stock", "1", "5.00 USD", "", "Red/Black", "Home & Garden > Kitchen"));

        search("q", "teapot")
                .body("facets.'attributes.color'", hasItems(entry("Black", 3), entry("Red", 1)))
                .body("facets.category", hasItems(entry("home-garden", 3), entry("home-garden/kitchen", 3)));
        search("q", "teapot", "attributes.color", "Black").body("total", equalTo(3));
        // The other filters narrow a facet, its own does not, and one variant must match all of them.
        search("attributes.color", "grey")
                .body("total", equalTo(1))
                .body("facets.'attributes.color'", hasItems(entry("Grey", 1), entry("White", 1), entry("Black", 6)))
                .body("facets.category", hasItem(entry("electronics/computers/laptops", 1)));
        search("category", "laptops", "inStock", "true")
                .body("facets.'attributes.color'", contains(entry("Black", 1)))
                .body("facets.category", hasItem(entry("home-garden/kitchen", 4)));
    }

    @Test
    void marksMatchingWordsAsSafeHtml() {
        imported(HEADER
                + line(
                        "HTML",
                        "Lamp <b>bright</b>",
                        "in_stock",
                        "1",
                        "5.00 USD",
                        "",
                        "Red",
                        "Home & Garden > Kitchen"));
        String id = search("q", "lamps").extract().path("items[0].id");

        search("q", "lamps", "highlight", "true")
                .body("highlights.'" + id + "'.name", equalTo("<em>Lamp</em> &lt;b&gt;bright&lt;/b&gt;"))
                .body("highlights.'" + id + "'.description", equalTo(null));
        search("q", "lamps").body("highlights", equalTo(null));
    }

    @Test
    void correctsTyposAndRelaxesWishesOpenly() {
        search("q", "onyx laptpo")
                .body("items[0].name", equalTo("Onyx 14 Laptop"))
                .body("didYouMean", equalTo("onyx laptop"))
                .body("relaxed", equalTo(false));
        search("q", "onyx zebra unicorn laptop")
                .body("items[0].name", equalTo("Onyx 14 Laptop"))
                .body("didYouMean", equalTo(null))
                .body("relaxed", equalTo(true));
    }

    @Test
    void suggestsWhileTyping() {
        given().queryParam("q", brand + " on")
                .get("/v1/products/suggestions")
                .then()
                .statusCode(200)
                .body("products.name", contains("Onyx 14 Laptop"));
        given().queryParam("q", brand.substring(0, 10).toLowerCase(java.util.Locale.ROOT))
                .queryParam("size", 20)
                .get("/v1/products/suggestions")
                .then()
                .statusCode(200)
                .body("brands.value", hasItem(brand))
                .body("products", hasSize(equalTo(4)));
        given().queryParam("q", "lapt")
                .get("/v1/products/suggestions")
                .then()
                .statusCode(200)
                .body("categories.value", hasItem("electronics/computers/laptops"));
        get("/v1/products/suggestions").statusCode(400).body("errors[0].field", equalTo("q"));
        get("/v1/products/suggestions?q=a&size=21").statusCode(400);
        get("/v1/products/suggestions?q=%F0%9F%98%80").statusCode(200).body("products", hasSize(0));
    }

    @Test
    void findsRelatedProducts() {
        String id = search("q", "study laptop").extract().path("items[0].id");

        get("/v1/products/" + id + "/related?size=20")
                .statusCode(200)
                .body("items.id", hasItem(search("q", "onyx").extract().<String>path("items[0].id")))
                .body("items.id", org.hamcrest.Matchers.not(hasItem(id)));
        get("/v1/products/" + Ids.next() + "/related").statusCode(404);
        get("/v1/products/" + id + "/related?size=0").statusCode(400);
    }

    @Test
    void linksSearchesAndViewsToTheSession() {
        String session = Ids.next();
        var found = given().header("X-Parley-Session", session)
                .header("X-Parley-Source", "chat") // only services may name a source
                .queryParam("q", brand + " onyx")
                .get("/v1/products")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        given().header("X-Parley-Session", session)
                .queryParam("searchId", found.getString("searchId"))
                .queryParam("position", 1)
                .get("/v1/products/" + found.getString("items[0].id"))
                .then()
                .statusCode(200);

        await().untilAsserted(() -> assertEquals(2, ofSession(session).size()));
        var search = ofSession(session).getFirst().data();
        assertEquals(found.getString("searchId"), search.get("searchId").asText());
        assertEquals("exact", search.get("type").asText());
        assertEquals("api", search.get("source").asText());
        var view = ofSession(session).getLast().data();
        assertEquals(found.getString("searchId"), view.get("searchId").asText());
        assertEquals(1, view.get("position").asInt());
        given().header("X-Parley-Session", "no-uuid").get("/v1/products").then().statusCode(400);
        get("/v1/products/" + found.getString("items[0].id") + "?position=0").statusCode(400);
        get("/v1/products/" + found.getString("items[0].id") + "?searchId=x").statusCode(400);
    }

    private static List<TestBus.ReceivedEvent> ofSession(String session) {
        return TestBus.events("activity.searches").stream()
                .filter(e -> e.data().path("sessionId").asText().equals(session))
                .sorted(java.util.Comparator.comparing(TestBus.ReceivedEvent::type)
                        .reversed())
                .toList();
    }

    @Test
    void sortsAndPages() {
        assertEquals(List.of("CAF", "BAG", "LAP2", "LAP"), externalIds("sort", "price"));
        assertEquals(List.of("LAP", "LAP2", "BAG", "CAF"), externalIds("sort", "-price"));
        assertEquals(List.of("BAG", "CAF", "LAP", "LAP2"), externalIds("sort", "name"));
        assertEquals(List.of("LAP2"), externalIds("sort", "price", "page", "3", "size", "1"));
        assertEquals(List.of(), externalIds("sort", "price", "currency", "EUR"));
        assertEquals(List.of(), externalIds("currency", "EUR"));
        assertEquals(4, externalIds("currency", "usd").size());
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
                .queryParam("q", brand + "unicorn")
                .get("/v1/products")
                .then()
                .statusCode(200);
        as(TestTokens.service("chat-service"))
                .header("X-Parley-On-Behalf-Of", "guest:" + guest)
                .queryParam("q", brand + "griffin")
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
