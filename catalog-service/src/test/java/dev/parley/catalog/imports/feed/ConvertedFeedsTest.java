package dev.parley.catalog.imports.feed;

import static dev.parley.catalog.imports.feed.FeedText.csv;
import static dev.parley.catalog.imports.feed.FeedText.ids;
import static dev.parley.catalog.imports.feed.FeedText.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.catalog.imports.domain.FeedFormat;
import dev.parley.catalog.imports.domain.FeedProblem;
import dev.parley.catalog.imports.domain.FeedRules;
import dev.parley.catalog.imports.domain.ItemReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertedFeedsTest {

    private static final String RSS = """
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
            <item>
              <title>Plain title</title><g:title>Caf\u00e9 &amp;amp; press</g:title>
              <link>https://shop.example/p?a=1&amp;b=2</link><description><![CDATA[<b>Steel</b>, 1 l]]></description>
              <g:id>1</g:id><g:price>10.00 USD</g:price><g:color>Red</g:color>
              <g:additional_image_link>https://shop.example/a,b.jpg</g:additional_image_link>
              <g:additional_image_link>https://shop.example/c.jpg</g:additional_image_link>
              <g:shipping><g:country>US</g:country><g:price>5 USD</g:price></g:shipping>
              <g:product_detail><g:section_name>Size</g:section_name><g:attribute_name>Height</g:attribute_name><g:attribute_value>30</g:attribute_value></g:product_detail>
            </item>
            <item><g:id>2</g:id><g:title>Pan</g:title><g:price>free</g:price></item>
            </channel></rss>
            """;

    private static List<FeedText.Row> xml(String text) {
        return rows(text.getBytes(StandardCharsets.UTF_8), FeedFormat.XML);
    }

    private static ItemReader.Result item(FeedText.Row row) throws Exception {
        return new ItemReader(FeedRules.USUAL, Instant.EPOCH).read(row.cells());
    }

    @Test
    void readsRss() throws Exception {
        var rows = xml(RSS);

        assertEquals(List.of("1", "2"), ids(rows));
        assertEquals(List.of(3, 12), rows.stream().map(FeedText.Row::line).toList());
        var item = item(rows.getFirst()).item();
        assertEquals("Caf\u00e9 & press", item.name());
        assertEquals("<b>Steel</b>, 1 l", item.description());
        assertEquals("https://shop.example/p?a=1&b=2", item.link());
        assertEquals(List.of("https://shop.example/a,b.jpg", "https://shop.example/c.jpg"), item.images());
        assertEquals("30", item.specifications().getFirst().value());
        assertEquals(Map.of("color", "Red"), item.attributes());
    }

    @Test
    void readsAtom() throws Exception {
        var rows = xml("\n" + """
                <feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
                <title>Shop</title>
                <entry><id>tag:shop,1</id><g:id>1</g:id><title>Kettle</title><summary>Steel</summary>
                <link href="https://shop.example/p"/><link rel="self" href="https://shop.example/q"/>
                <g:price>10.00 USD</g:price></entry>
                </feed>
                """);

        var item = item(rows.getFirst()).item();
        assertEquals("1", item.id());
        assertEquals("Kettle", item.name());
        assertEquals("Steel", item.description());
        assertEquals("https://shop.example/p", item.link());
    }

    @Test
    void readsTheEncodingOfAnXmlDeclaration() {
        String text = RSS.replace("version=\"1.0\"?>", "version=\"1.0\" encoding=\"ISO-8859-1\"?>");

        for (Charset charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16)) {
            assertEquals(
                    "Caf\u00e9 & press",
                    rows(text.getBytes(charset), FeedFormat.XML).getFirst().get("title"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rss><channel><item><id>1</id></channel></rss>",
                "<rss><channel><item><id>1</id></item>",
                "<html><item/></html>",
                "id\ttitle\tprice",
                "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><item><title>&x;</title></item></rss>",
                "<!DOCTYPE rss [<!ENTITY x \"y\">]><rss><item><title>&x;</title></item></rss>",
                "<rss><item><title>&nbsp;</title></item></rss>"
            })
    void refusesOtherDocuments(String text) {
        assertThrows(FeedProblem.Malformed.class, () -> xml(text));
    }

    @Test
    void refusesDeepNestingAndNamesLongItems() {
        String deep = "<a>".repeat(50) + "</a>".repeat(50);

        assertThrows(FeedProblem.Malformed.class, () -> xml("<rss><item>" + deep + "</item></rss>"));
        var rows = xml("<rss><item><description>" + "x".repeat(Lines.LONGEST + 1)
                + "</description></item><item><id>2</id></item></rss>");
        assertTrue(rows.getFirst().problem().startsWith("has more than"));
        assertEquals("2", rows.getLast().get("id"));
    }

    @Test
    void readsTheProductExportOfShopify() throws Exception {
        var rows = csv("""
                Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Image Src,Image Position,Status
                mug,Mug,"<p>Stone</p>
                <ul>
                 <li>350 ml, ""safe""</li>
                </ul>",Acme,Mugs,"mug, kitchen",TRUE,Colour,Blue,SH-1,400,7,12.50 USD,https://shop.example/1.jpg,1,active
                mug,,,,,,,,Green,,0,-3,12.50 USD,,,
                mug,,,,,,,,,,,,,https://shop.example/2.jpg,2,
                old,Old,,Acme,,,,Title,Default Title,OLD,,1,1 USD,,,draft
                ,,,,,,,,,,,,1 USD,,,
                pen,Pen,,Acme,,,,Title,Default Title,PEN,,1,1 USD,,,active
                damaged
                """);

        assertEquals(List.of("SH-1", "mug-Green", "PEN"), ids(rows));
        assertEquals(
                List.of(2, 6, 8, 9, 10, 11),
                rows.stream().map(FeedText.Row::line).sorted().toList());
        var blue = item(rows.getFirst()).item();
        assertEquals("mug", blue.product());
        assertEquals("Mug", blue.name());
        assertEquals("<p>Stone</p>\n<ul>\n <li>350 ml, \"safe\"</li>\n</ul>", blue.description());
        assertEquals(Map.of("color", "Blue", "product_weight", "400 g"), blue.attributes());
        assertEquals(List.of("https://shop.example/1.jpg", "https://shop.example/2.jpg"), blue.images());
        assertEquals(7, blue.quantity().orElseThrow());
        var green = item(rows.get(1));
        assertEquals(0, green.item().quantity().orElseThrow());
        assertEquals("quantity", green.notices().getFirst().column());
        var problems = rows.stream()
                .map(FeedText.Row::problem)
                .filter(problem -> !problem.isEmpty())
                .toList();
        assertEquals(3, problems.size(), problems::toString);
        assertTrue(problems.contains("the product is draft, not active"));
        assertTrue(problems.contains("handle is missing"));
    }
}
