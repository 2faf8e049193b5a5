package dev.parley.catalog.product;

import static dev.parley.platform.testing.Requests.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.catalog.CatalogTest;
import dev.parley.catalog.product.kafka.ProductWireEvents.ProductArchivedV1;
import dev.parley.catalog.product.kafka.ProductWireEvents.ProductUpdatedV1;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.TestBus;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The identity of products and variants over several feeds of their source. */
@QuarkusTest
class IdentityTest extends CatalogTest {

    private final String word = "w" + Ids.next().substring(24);

    private JsonPath bySku(String sku) {
        return get("/v1/products/by-sku/" + encoded(sku))
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String ofGroup(String sku, String group, int quantity) {
        return row(sku, word + " " + sku, "in_stock", Integer.toString(quantity), "10.00 USD", group, "Black");
    }

    @Test
    void aProductListedAgainAfterItWasArchivedIsForSale() {
        String feed = HEADER + row(word, word + " lamp", 3, "10.00 USD");
        imported(feed);
        String id = theOne(word).getString("id");
        as(TestTokens.manager()).delete("/v1/products/" + id).then().statusCode(204);
        get("/v1/products/" + id).statusCode(404);
        get("/v1/products/by-sku/" + word).statusCode(404);

        JsonPath again = imported(feed);

        assertEquals(1, again.getInt("updated"));
        get("/v1/products/" + id).statusCode(200).body("status", equalTo("active"));
        assertEquals(id, theOne(word).getString("id"));
        var event = TestBus.eventsOf("catalog.products", id).getLast();
        assertEquals("active", event.data().get("status").asText());
        assertEquals(0, imported(feed).getInt("updated"));
    }

    @Test
    void variantsMoveToTheProductOfTheirGroup() {
        imported(HEADER + ofGroup(word + "-S", "", 3) + ofGroup(word + "-M", "", 4));
        JsonPath before = bySku(word + "-S");
        String old = before.getString("id");
        as(TestTokens.manager())
                .body("{\"delta\":-1,\"reason\":\"damaged\"}")
                .post("/v1/inventory/" + word + "-S/adjustments")
                .then()
                .statusCode(200);

        JsonPath result =
                imported(HEADER + ofGroup(word + "-S", word + "-G", 3) + ofGroup(word + "-M", word + "-G", 4));

        assertEquals(0, result.getInt("rowsRejected"));
        assertEquals(1, result.getInt("created"));
        JsonPath group = bySku(word + "-S");
        assertEquals(word + "-G", group.getString("productId"));
        assertEquals("active", group.getString("status"));
        assertEquals(List.of(word + "-S", word + "-M"), group.getList("variants.sku"));
        assertEquals(before.getString("variants[0].variantId"), group.getString("variants[0].variantId"));
        assertEquals(2, group.getInt("variants[0].availability.available"), "its stock stays");
        get("/v1/products/" + old).statusCode(404);
        asManager("/v1/products/" + old)
                .body("status", equalTo("archived"))
                .body("variants.size()", equalTo(0))
                .body("price", nullValue());
        var archived = TestBus.awaitEvent("catalog.products", old, ProductArchivedV1.class);
        assertEquals(0, archived.data().get("variants").size());
        var updated = TestBus.awaitEvent("catalog.products", group.getString("id"), ProductUpdatedV1.class);
        assertEquals("active", updated.data().get("status").asText());
        assertEquals(1, updated.data().at("/variants/0/moves").asInt());
        assertEquals(2, theOne(word).getList("variants").size());
    }

    @Test
    void aVariantMovesToARenamedGroupAndBack() {
        imported(HEADER + ofGroup(word + "-S", word + "-G", 3) + ofGroup(word + "-M", word + "-G", 4));
        String variant = bySku(word + "-S").getString("variants[0].variantId");

        imported(HEADER + ofGroup(word + "-S", word + "-H", 3));

        assertEquals(List.of(word + "-M"), bySku(word + "-M").getList("variants.sku"));
        assertEquals(word + "-H", bySku(word + "-S").getString("productId"));

        imported(HEADER + ofGroup(word + "-S", word + "-G", 3));

        JsonPath back = bySku(word + "-S");
        assertEquals(word + "-G", back.getString("productId"));
        assertEquals(List.of(word + "-M", word + "-S"), back.getList("variants.sku"));
        assertEquals(variant, back.getString("variants[1].variantId"));
    }

    @Test
    void theParentRowOfAGroupIsNoVariant() {
        imported(HEADER + ofGroup(word, "", 9)); // known as a product without options so far
        String header = HEADER.replace("\n", "\tsize\n");

        JsonPath result = imported(header
                + row(word, word + " tee", "in_stock", "9", "20.00 USD", "", "").replace("\n", "\t\n")
                + row(word + "-S", word + " tee S", "in_stock", "1", "19.99 USD", word, "")
                        .replace("\n", "\tS\n")
                + row(word + "-M", word + " tee M", "in_stock", "1", "19.99 USD", word, "")
                        .replace("\n", "\tM\n"));

        assertEquals(3, result.getInt("rowsAccepted"));
        JsonPath tee = bySku(word + "-S");
        assertEquals(word + " tee", tee.getString("name"));
        assertEquals(List.of(word + "-S", word + "-M"), tee.getList("variants.sku"));
        assertEquals("19.99", tee.getString("price.amount"));
        get("/v1/products/by-sku/" + word).statusCode(404);
    }

    @Test
    void aVariantHasItsOwnTitleLinkAndImage() {
        imported(HEADER + ofGroup(word + "-S", word, 1) + ofGroup(word + "-M", word, 1));

        JsonPath product = bySku(word + "-M");

        assertEquals(word + " " + word + "-S", product.getString("name"));
        assertEquals(null, product.getString("variants[0].title"));
        assertEquals(word + " " + word + "-M", product.getString("variants[1].title"));
        assertEquals("https://shop.example/p/" + word + "-M", product.getString("variants[1].link"));
        assertEquals("https://shop.example/i/" + word + "-M.jpg", product.getString("variants[1].image"));
    }

    @Test
    void anOwnIdLikeTheSkuOfAnotherMarketplaceShadowsNothing() {
        imported(HEADER + row("amazon:" + word, word + " mine", 1, "1.00 USD"));
        imported("?marketplace=amazon", TSV, HEADER + row(word, word + " theirs", 2, "2.00 USD"));

        get("/v1/products/by-sku/amazon:" + word).body("marketplace", equalTo("amazon"));
        get("/v1/products/by-sku/own:amazon:" + word).body("marketplace", equalTo("own"));
        get("/v1/inventory/amazon:" + word).body("onHand", equalTo(2));
        get("/v1/inventory/own:amazon:" + word).body("onHand", equalTo(1));
    }

    @Test
    void refusesIdsThatArePathSegments() {
        JsonPath result = imported(HEADER
                + row(".", "dot", 1, "1 USD")
                + row("..", "dots", 1, "1 USD")
                + row(word, word, "in_stock", "1", "1 USD", "..", "Black"));

        assertEquals(3, result.getInt("rowsRejected"));
    }

    @Test
    void skusMayHaveBlanksAndSlashes() {
        for (String sku : List.of(word + " 15 inch", word + "/2", word + "%2F?#")) {
            imported("id\ttitle\tprice\tquantity\n" + sku + "\t" + word + "\t1 USD\t1\n");

            get("/v1/products/by-sku/" + encoded(sku)).body("variants.sku", contains(sku));
            get("/v1/inventory/" + encoded(sku)).body("sku", equalTo(sku)).body("onHand", equalTo(1));
        }
    }
}
