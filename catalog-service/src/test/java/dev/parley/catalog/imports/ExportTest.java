package dev.parley.catalog.imports;

import static dev.parley.platform.testing.Requests.as;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.catalog.CatalogTest;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExportTest extends CatalogTest {

    private static final String MARKETPLACE = "?marketplace=alibaba";

    private final String word = "w" + Ids.next().substring(24);

    @Test
    void whatIsExportedImportsAgainWithoutAChange() {
        String feed = """
                {"id":"%1$s-1","item_group_id":"%1$s","title":"%1$s \\"Caf&eacute;\\" &amp;amp; <b>press</b>","description":"one\\ntwo\\tthree","price":"10 USD","quantity":4,"color":"Red","product_type":"Home > Coffee","image_link":["https://shop.example/a,b.jpg","https://shop.example/c.jpg"],"attributes":{"warranty":"2 years"},"product_detail":[{"section_name":"Power","attribute_name":"Watts","attribute_value":"2000; 230 V"}]}
                {"id":"%1$s-2","item_group_id":"%1$s","title":"%1$s","price":"12.50 USD","quantity":0,"color":"Blue"}
                {"id":"%1$s-3","title":"Kettle","price":"15 JPY","quantity":3,"gtin":"4006381333931","brand":"\\"Acme\\""}
                """.formatted(word);
        assertEquals(2, imported(MARKETPLACE, "application/x-ndjson", feed).getInt("created"));

        String ndjson = export("&format=ndjson", "application/x-ndjson");
        JsonPath again = imported(MARKETPLACE + "&complete=true", "application/x-ndjson", ndjson);

        assertEquals(3, again.getInt("rowsAccepted"), again::prettify);
        assertEquals(2, again.getInt("unchanged"), ndjson);
        assertEquals(
                0,
                again.getInt("updated")
                        + again.getInt("stockChanged")
                        + again.getInt("archived")
                        + again.getInt("warnings"));

        String table = export("&format=merchant", TSV);
        assertTrue(table.startsWith("id\titem_group_id\ttitle\t"), table);
        JsonPath fromTable = imported(MARKETPLACE + "&dryRun=true", TSV, table);
        assertEquals(3, fromTable.getInt("rowsAccepted"), table);
        assertEquals(0, fromTable.getInt("rowsRejected") + fromTable.getInt("stockChanged"));
    }

    @Test
    void refusesOtherFormats() {
        as(TestTokens.manager())
                .get("/v1/products/export?format=xlsx")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("format"));
    }

    private static String export(String query, String type) {
        return as(TestTokens.manager())
                .get("/v1/products/export" + MARKETPLACE + query)
                .then()
                .statusCode(200)
                .contentType(type)
                .extract()
                .asString();
    }
}
