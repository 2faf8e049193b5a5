package dev.parley.catalog.imports;

import static dev.parley.platform.testing.Requests.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.catalog.CatalogTest;
import dev.parley.catalog.imports.domain.DecimalMark;
import dev.parley.catalog.imports.domain.Delimiter;
import dev.parley.catalog.imports.domain.FeedFormat;
import dev.parley.catalog.imports.domain.FeedId;
import dev.parley.catalog.imports.domain.FeedReading;
import dev.parley.catalog.imports.domain.FeedRules;
import dev.parley.catalog.imports.domain.Import;
import dev.parley.catalog.imports.domain.ImportId;
import dev.parley.catalog.imports.domain.ImportOptions;
import dev.parley.catalog.imports.domain.Imports;
import dev.parley.catalog.imports.domain.KeptFeeds;
import dev.parley.catalog.product.domain.ProductLimits;
import dev.parley.catalog.product.kafka.ProductWireEvents.ProductCreatedV1;
import dev.parley.catalog.product.kafka.ProductWireEvents.ProductPriceChangedV1;
import dev.parley.platform.events.RecurringJobs;
import dev.parley.platform.id.Ids;
import dev.parley.platform.security.Scopes;
import dev.parley.platform.testing.TestBus;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ImportTest extends CatalogTest {

    private static final ImportOptions OPTIONS = new ImportOptions(
            new FeedReading(FeedFormat.NDJSON, "utf-16", Delimiter.PIPE, true),
            "own",
            3,
            new FeedRules(DecimalMark.COMMA, CurrencyUnit.EUR, Set.of("warranty")),
            true,
            true,
            7);

    private static final ImportOptions TSV_OPTIONS = new ImportOptions(
            new FeedReading(FeedFormat.TSV, null, null, false), "own", 0, FeedRules.USUAL, false, false, 50);

    private final String word = "w" + Ids.next().substring(24);

    @Inject
    Imports imports;

    @Inject
    KeptFeeds keptFeeds;

    @Inject
    RecurringJobs jobs;

    @Test
    void importsValidRowsAndListsInvalidOnes() {
        String feed = HEADER
                + row(word + "-1", word + " one", 3, "10.00 USD")
                + "broken\trow\n"
                + row(word + "-2", word + " two", 3, "10,00 USD")
                + row(word + "-1", word + " again", 3, "10.00 USD")
                + row(word + "-3", word + " three", 3, "10.00 USD").replace("https://shop.example/p", "ftp://x")
                + row(word + "-4", word + " four", 3, "10.005 USD")
                + row(word + "-5", word + " five", 3, "10 XXY")
                + row(word + "-6", word + " six", "perhaps", "3", "10 USD", "", "")
                + row(word + "-7", word + " seven", "in_stock", "1.5", "10 USD", "", "")
                + row(word + "-8", "", 1, "10 USD")
                + "\n"
                + row(word + "-9", word + " nine", 3, "10 USD");

        JsonPath result = imported(feed);

        assertEquals("completed", result.getString("status"));
        assertEquals(11, result.getInt("rowsRead"));
        assertEquals(5, result.getInt("rowsAccepted"));
        assertEquals(6, result.getInt("rowsRejected"));
        assertEquals(3, result.getInt("rowsWarned"));
        assertEquals(3, result.getInt("warnings"));
        assertEquals(5, result.getInt("created"));
        String errors = "/v1/imports/" + result.getString("id") + "/errors";
        String next = asManager(errors + "?limit=5")
                .body("items.row", contains(3, 4, 5, 7, 8))
                .body("items.column", contains(null, "price", "id", "price", "price"))
                .body("items[0].reason", containsString("cells"))
                .body("items[1].reason", containsString("price must be written like"))
                .body("items[2].reason", containsString("is in row 2 already"))
                .body("items[3].reason", containsString("decimals"))
                .extract()
                .path("next");
        asManager(errors + "?after=" + next)
                .body("items.row", contains(11))
                .body("items[0].reason", equalTo("title is missing"))
                .body("next", equalTo(null));
        String warnings = "/v1/imports/" + result.getString("id") + "/warnings";
        String rest = asManager(warnings + "?limit=1")
                .body("items.row", contains(6))
                .body("items.column", contains("link"))
                .extract()
                .path("next");
        asManager(warnings + "?after=" + rest)
                .body("items.row", contains(9, 10))
                .body("items.column", contains("availability", "quantity"))
                .body("next", equalTo(null));
        assertEquals(0, theOne(word + " six").getInt("variants[0].availability.available"));
    }

    @Test
    void downloadsErrorsAndWarningsAsCsv() {
        String id = imported("id\ttitle\tprice\tbrand\t=cmd\n1\t\t1 USD\t\t\n" + word + "\tx\t1 USD\t\ty\n")
                .getString("id");

        assertEquals(
                "row,column,reason\r\n2,\"title\",\"title is missing\"\r\n",
                asManager("/v1/imports/" + id + "/errors.csv")
                        .contentType("text/csv")
                        .extract()
                        .asString());
        asManager("/v1/imports/" + id + "/warnings.csv").body(containsString("3,\"'=cmd\",\"column =cmd was left out"));
    }

    @Test
    void leavesOutColumnsThatAreNotForBuyersWithOneWarningEach() {
        String feed = "id\ttitle\tprice\tcolor\twarranty\tcost_of_goods_sold\tmystery\n"
                + word + "-1\t" + word + "\t1 USD\tRed\t2 years\t0.50 USD\tx\n"
                + word + "-2\tother\t1 USD\tRed\t2 years\t0.50 USD\tx\n";

        JsonPath result = imported("?keep=warranty", TSV, feed);

        assertEquals(
                Map.of("color", "Red", "warranty", "2 years"),
                theOne(word + "-1").getMap("variants[0].attributes"));
        assertEquals(0, result.getInt("rowsWarned"));
        asManager("/v1/imports/" + result.getString("id") + "/warnings")
                .body("items.row", contains(2, 2))
                .body("items.column", contains("cost_of_goods_sold", "mystery"));
        refused(post("?keep=color,Cost%20of%20goods-sold", TSV, feed), 400, "validation");
    }

    @Test
    void readsXml() {
        String feed = """
                <?xml version="1.0"?>
                <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>
                <item><g:id>%1$s-1</g:id><title>%1$s</title><g:price>10 USD</g:price></item>
                <item><g:id>%1$s-2</g:id><g:price>10 USD</g:price></item>
                </channel></rss>
                """.formatted(word);

        JsonPath result = imported("", "application/rss+xml", feed);

        assertEquals("xml", result.getString("format"));
        assertEquals(word + "-1", theOne(word).getString("variants[0].sku"));
        asManager("/v1/imports/" + result.getString("id") + "/errors").body("items.row", contains(4));
        refused(post("", "text/xml", "<rss>"), 400, "feed-malformed");
    }

    @Test
    void aDryRunCountsAndWritesNothing() {
        imported(HEADER + row(word + "-1", word + " one", 3, "10.00 USD"));
        String feed = HEADER
                + row(word + "-1", word + " one", 4, "9.00 USD")
                + row(word + "-2", word + " two", 3, "10.00 USD")
                + row(word + "-3", word + " three", 3, "free");

        JsonPath result = imported("?dryRun=true", TSV, feed);

        assertEquals("completed", result.getString("status"));
        assertEquals(2, result.getInt("rowsAccepted"));
        assertEquals(1, result.getInt("rowsRejected"));
        assertEquals(1, result.getInt("created"));
        assertEquals(1, result.getInt("updated"));
        assertEquals(2, result.getInt("stockChanged"));
        assertEquals("10.00", theOne(word).getString("price.amount"));
        get("/v1/inventory/" + word + "-1").body("onHand", equalTo(3));
        get("/v1/inventory/" + word + "-2").statusCode(404);
        refused(post("?dryRun=maybe", TSV, feed), 400, "validation");
        refused(post("?dryrun=true", TSV, feed), 400, "validation");
    }

    @Test
    void listsImportsNewestFirst() {
        String older = imported(HEADER).getString("id");
        String newer = imported(HEADER).getString("id");

        String next = asManager("/v1/imports?limit=1")
                .body("items.id", contains(newer))
                .extract()
                .path("next");
        asManager("/v1/imports?limit=1&after=" + next).body("items.id", contains(older));
    }

    @Test
    void aNewerFeedWaitsForAnOlderOneOfItsMarketplace() {
        StringBuilder older = new StringBuilder(HEADER);
        for (int i = 0; i < 300; i++) {
            older.append(row(word + "-" + i, word + " " + i, 5, "10.00 USD"));
        }
        older.append(row(word + "-last", word + " last", 5, "10.00 USD"));
        assertEquals(202, post("", TSV, older.toString()).statusCode());

        imported(HEADER + row(word + "-last", word + " last", 0, "8.00 USD"));

        JsonPath last = theOne(word + " last");
        assertEquals("8.00", last.getString("price.amount"));
        assertEquals(0, last.getInt("variants[0].availability.available"));
        get("/v1/inventory/" + word + "-299").statusCode(200);
    }

    @Test
    void aFeedWaitsForAnOlderOneOfItsMarketplaceOnAnotherInstance() {
        ImportOptions ebay = new ImportOptions(TSV_OPTIONS.reading(), "ebay", 0, FeedRules.USUAL, false, false, 50);
        Import elsewhere = Import.start(new ImportId(Ids.next()), ebay, new FeedId(Ids.next()), Instant.now());
        imports.insert(elsewhere, List.of());
        String feed = HEADER + row(word + "-1", word + " one", 3, "10.00 USD");
        String waiting =
                JsonPath.from(post("?marketplace=ebay", TSV, feed).body()).getString("id");

        imported("?marketplace=jumia", TSV, feed);

        asManager("/v1/imports/" + waiting).body("status", equalTo("running")).body("rowsRead", equalTo(0));
        elsewhere.end(Import.Status.COMPLETED, Instant.now(), null);
        imports.save(elsewhere);
        await().untilAsserted(() -> asManager("/v1/imports/" + waiting).body("status", equalTo("completed")));
    }

    @Test
    void cancelsAnImportThatIsWaiting() {
        ImportOptions ebay = new ImportOptions(TSV_OPTIONS.reading(), "ebay", 0, FeedRules.USUAL, false, false, 50);
        Import elsewhere = Import.start(new ImportId(Ids.next()), ebay, new FeedId(Ids.next()), Instant.now());
        imports.insert(elsewhere, List.of());
        String waiting =
                JsonPath.from(post("?marketplace=ebay", TSV, HEADER).body()).getString("id");

        as(TestTokens.manager())
                .post("/v1/imports/" + waiting + "/cancel")
                .then()
                .statusCode(200);

        await().untilAsserted(() -> asManager("/v1/imports/" + waiting).body("status", equalTo("cancelled")));
        elsewhere.end(Import.Status.COMPLETED, Instant.now(), null);
        imports.save(elsewhere);
    }

    @Test
    void cancelsAnImportAndKeepsWhatItHasWritten() {
        StringBuilder feed = new StringBuilder(HEADER);
        for (int i = 0; i < 3_000; i++) {
            feed.append(row(word + "-" + i, word + " " + i, 5, "10.00 USD"));
        }
        String id = JsonPath.from(post("", TSV, feed.toString()).body()).getString("id");

        as(TestTokens.manager()).post("/v1/imports/" + id + "/cancel").then().statusCode(200);

        await().untilAsserted(() -> asManager("/v1/imports/" + id).body("status", equalTo("cancelled")));
        as(TestTokens.manager()).post("/v1/imports/" + id + "/cancel").then().statusCode(200);
        int accepted = asManager("/v1/imports/" + id).extract().path("rowsAccepted");
        assertTrue(accepted < 3_000, () -> accepted + " rows");
        String ended = imported(HEADER).getString("id");
        as(TestTokens.manager())
                .post("/v1/imports/" + ended + "/cancel")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/import-ended"));
    }

    @Test
    void aCompleteFeedArchivesTheProductsThatItLacks() {
        String all = HEADER
                + row(word + "-1", word + " one", 3, "10.00 USD")
                + row(word + "-2", word + " two", 3, "10.00 USD")
                + row(word + "-3", word + " three", 3, "10.00 USD")
                + row(word + "-4", word + " four", 3, "10.00 USD");
        imported("?marketplace=aliexpress&complete=true", TSV, all);
        String most = HEADER
                + row(word + "-1", word + " one", 3, "10.00 USD")
                + row(word + "-2", word + " two", 3, "free")
                + row(word + "-3", word + " three", 3, "10.00 USD");

        JsonPath cutOff = imported("?marketplace=aliexpress&complete=true", TSV, most + "damaged\n");
        JsonPath tooFew = imported("?marketplace=aliexpress&complete=true&archiveLimit=10", TSV, most);
        JsonPath checked = imported("?marketplace=aliexpress&complete=true&dryRun=true", TSV, most);
        assertEquals(0, cutOff.getInt("archived") + tooFew.getInt("archived"));
        asManager("/v1/imports/" + cutOff.getString("id") + "/warnings")
                .body("items.reason", contains("no product was archived: 1 rows could not be read"));
        asManager("/v1/imports/" + tooFew.getString("id") + "/warnings")
                .body("items.row", contains(0))
                .body("items.reason", contains(startsWith("no product was archived: the feed lacks 1 of 4")));
        assertEquals(1, checked.getInt("archived"));
        theOne(word + " four");

        assertEquals(
                1, imported("?marketplace=aliexpress&complete=true", TSV, most).getInt("archived"));

        await().untilAsserted(() -> get("/v1/products?q=" + word).body("items", hasSize(3)));
        assertEquals(
                0, imported("?marketplace=aliexpress&complete=true", TSV, most).getInt("archived"));
    }

    @Test
    void aFeedWithoutRowsIsNoted() {
        JsonPath result = imported(HEADER);

        assertEquals(0, result.getInt("rowsRead"));
        asManager("/v1/imports/" + result.getString("id") + "/warnings")
                .body("items.reason", contains("the feed has no rows"));
    }

    @Test
    void readsDecimalCommasAndAUsualCurrency() {
        imported("?decimal=comma&currency=EUR", "text/csv", "id;title;price\n" + word + ";" + word + ";1.299,50\n");

        assertEquals("1299.50", theOne(word).getString("price.amount"));
        assertEquals("EUR", theOne(word).getString("price.currency"));
    }

    @Test
    void importingTheSameFeedAgainChangesNothing() {
        String feed = HEADER + row(word + "-1", word + " one", 3, "10.00 USD");
        imported(feed);
        String id = theOne(word).getString("id");
        TestBus.awaitEvent("catalog.products", id, ProductCreatedV1.class);

        JsonPath again = imported(feed);

        assertEquals(1, again.getInt("unchanged"));
        assertEquals(0, again.getInt("created") + again.getInt("updated") + again.getInt("stockChanged"));
        assertEquals(1, TestBus.eventsOf("catalog.products", id).size());
        assertEquals(1, TestBus.eventsOf("catalog.inventory", word + "-1").size());
    }

    @Test
    void publishesAChangedPrice() {
        imported(HEADER + row(word + "-1", word + " one", 3, "10.00 USD"));

        JsonPath again = imported(HEADER + row(word + "-1", word + " one", 3, "9.50 USD"));

        assertEquals(1, again.getInt("updated"));
        String id = theOne(word).getString("id");
        var event = TestBus.awaitEvent("catalog.products", id, ProductPriceChangedV1.class);
        assertEquals("10.00", event.data().at("/changes/0/from/amount").asText());
        assertEquals("9.50", event.data().at("/variants/0/price/amount").asText());
        assertEquals(2, event.data().get("version").asInt());
        assertEquals(
                List.of(1L, 2L),
                TestBus.eventsOf("catalog.products", id).stream()
                        .map(TestBus.ReceivedEvent::sequence)
                        .toList());
    }

    @Test
    void doesNotRestoreSoldUnits() {
        String feed = HEADER + row(word + "-1", word + " one", 3, "10.00 USD");
        imported(feed);
        as(TestTokens.manager())
                .body("{\"delta\":-2,\"reason\":\"counted\"}")
                .post("/v1/inventory/" + word + "-1/adjustments")
                .then()
                .statusCode(200);

        imported(feed);

        get("/v1/inventory/" + word + "-1").body("onHand", equalTo(1));
        imported(HEADER + row(word + "-1", word + " one", 8, "10.00 USD"));
        get("/v1/inventory/" + word + "-1").body("onHand", equalTo(8));
    }

    @Test
    void groupsRowsIntoVariantsInAnyOrder() {
        imported(HEADER
                + row(word + "-B", word + " book", "in_stock", "3", "20.00 USD", word, "Black")
                + row(word + "-other", "something else", 3, "1.00 USD")
                + row(word + "-W", word + " book", "out_of_stock", "5", "18.00 USD", word, "White"));

        JsonPath product = theOne(word + " book");

        assertEquals(word, product.getString("productId"));
        assertEquals(List.of(word + "-B", word + "-W"), product.getList("variants.sku"));
        assertEquals("18.00", product.getString("price.amount"));
        assertEquals("in_stock", product.getString("variants[0].availability.status"));
        assertEquals("out_of_stock", product.getString("variants[1].availability.status"));
        assertEquals("electronics/computers/laptops", product.getString("category"));
    }

    @Test
    void prefixesSkusOfOtherMarketplacesAndAppliesTheDefaultStock() {
        String feed = HEADER + row(word + "-1", word + " phone", "in_stock", "", "1890.00 GHS", "", "");

        imported("?marketplace=jumia&defaultStock=7", TSV, feed);

        JsonPath product = theOne(word + " phone");
        assertEquals("jumia:" + word + "-1", product.getString("variants[0].sku"));
        assertEquals(7, product.getInt("variants[0].availability.available"));
        get("/v1/inventory/jumia:" + word + "-1").statusCode(200).body("onHand", equalTo(7));
    }

    @Test
    void readsCsvWithCellsThatSpanLines() {
        String feed = "id,title,description,price,availability,quantity,Mystery.$Field,product_detail\r\n"
                + word + "-1,\"" + word + " 15.6\"\" lamp\",\"two\nlines, one cell\",5.00 USD,in_stock,2,yes,"
                + "\"Size:Height:30; 40 cm; Power:Plug:EU\"\r\n"
                + word + "-2,\"" + word + " lost quote,x,5.00 USD,in_stock,2,,\r\n"
                + word + "-3," + word + " vase,x,5.00 USD,in_stock,2,,\r\n";

        JsonPath result = imported("?keep=Mystery.$Field", "text/csv", feed);

        assertEquals(2, result.getInt("rowsAccepted"), result::prettify);
        JsonPath lamp = theOne(word + " lamp");
        assertEquals(word + " 15.6\" lamp", lamp.getString("name"));
        assertEquals("two\nlines, one cell", lamp.getString("description"));
        assertEquals("yes", lamp.getString("variants[0].attributes.'mystery.$field'"));
        assertEquals("30; 40 cm", lamp.getString("specifications[0].value"));
        assertEquals("Plug", lamp.getString("specifications[1].name"));
        asManager("/v1/imports/" + result.getString("id") + "/errors").body("items.row", contains(4));
    }

    @Test
    void readsNdjson() {
        String feed = """
                {"id":"%1$s-1","title":"%1$s kettle","price":{"amount":"19.99","currency":"USD"},"quantity":4,"color":"Red","product_detail":[{"section_name":"Power","attribute_name":"Watts","attribute_value":"2000"}]}
                {"id":"%1$s-2","title":"%1$s pot","price":19.5}
                not json
                {"id":"%1$s-3","title":{"a":1},"price":"3 USD"}
                {"id":"%1$s-4","title":"%1$s lid","price":{"amount":100.0,"currency":"USD"},"quantity":1E+1,"shipping":[{"country":"US"}]}
                {"id":"x","offerId":"%1$s-5","title":"%1$s tray","price":{"value":"2.50","currency":"USD"},"imageLink":"https://shop.example/w_3,h_3/x.jpg","additionalImageLinks":["https://shop.example/a,https://b.jpg"],"productDetails":[{"sectionName":"a","attributeName":"b","attributeValue":200.0}]}
                """.formatted(word);

        JsonPath result = imported("", "application/x-ndjson", feed);

        assertEquals(3, result.getInt("rowsAccepted"), result::prettify);
        asManager("/v1/imports/" + result.getString("id") + "/errors")
                .body("items.row", contains(2, 3, 4))
                .body("items[1].reason", equalTo("is not JSON"))
                .body("items[2].reason", equalTo("title must be a text"));
        assertEquals("100.00", theOne(word + " lid").getString("price.amount"));
        assertEquals(10, theOne(word + " lid").getInt("variants[0].availability.available"));
        JsonPath tray = theOne(word + " tray");
        assertEquals(word + "-5", tray.getString("variants[0].sku"));
        assertEquals(
                List.of("https://shop.example/w_3,h_3/x.jpg", "https://shop.example/a,https://b.jpg"),
                tray.getList("images"));
        assertEquals("200.0", tray.getString("specifications[0].value"));
        assertEquals("2000", theOne(word + " kettle").getString("specifications[0].value"));
    }

    @Test
    void rejectsUnreadableFeeds() {
        refused(post("", TSV, new byte[0]), 400, "feed-empty");
        refused(post("", TSV, " \n \n"), 400, "feed-empty");
        refused(post("", TSV, row("1", "no header", 1, "1 USD")), 400, "feed-header-missing");
        refused(post("", TSV, "Gr\u00f6\u00dfe\tid".getBytes(StandardCharsets.ISO_8859_1)), 400, "feed-encoding");
        refused(post("", TSV + ";charset=klingon", HEADER), 400, "feed-encoding");
        refused(post("?encoding=klingon", TSV, HEADER), 400, "feed-encoding");
        refused(post("?delimiter=colon", TSV, HEADER), 400, "validation");
        refused(post("?delimiter=semicolon", TSV, HEADER), 400, "feed-header-missing");
        refused(post("", TSV, HEADER.strip() + "\tx".repeat(1_000) + "\n"), 400, "feed-too-many-columns");
        refused(post("", "text/csv", new byte[] {0x1f, (byte) 0x8b, 1, 2}), 400, "feed-compression");
        refused(post("", "application/json", "{}"), 415, "unsupported-media-type");
        refused(post("?marketplace=nowhere", TSV, HEADER), 400, "marketplace-unknown");
        refused(post("?defaultStock=-1", TSV, HEADER), 400, "validation");
    }

    @Test
    void readsCompressedFeedsInOtherEncodings() throws IOException {
        String feed = (HEADER + row(word + "-1", word + " Gr\u00f6\u00dfe", 3, "10.00 USD")).replace("\t", ";");
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(feed.getBytes(Charset.forName("windows-1252")));
        }

        JsonPath result = imported("?encoding=windows-1252&delimiter=semicolon", "text/csv", compressed.toByteArray());

        assertEquals(1, result.getInt("rowsAccepted"), result::prettify);
        assertEquals(word + " Gr\u00f6\u00dfe", theOne(word).getString("name"));
    }

    @Test
    void refusesAFeedThatGrowsBeyondTheLimit() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] line = ("x".repeat(999) + "\n").getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 70_000; i++) {
                gzip.write(line);
            }
        }

        refused(post("", TSV, bomb.toByteArray()), 413, "body-too-large");
    }

    @Test
    void takesTheRowsAroundOneThatIsNotUtf8OrTooLong() {
        ByteArrayOutputStream feed = new ByteArrayOutputStream();
        feed.writeBytes((HEADER + row(word + "-1", word + " one", 3, "10.00 USD")).getBytes(StandardCharsets.UTF_8));
        feed.writeBytes(row(word + "-2", "Gr\u00f6\u00dfe", 3, "10.00 USD").getBytes(StandardCharsets.ISO_8859_1));
        feed.writeBytes(row(word + "-3", "x".repeat(20 << 20), 3, "10.00 USD").getBytes(StandardCharsets.UTF_8));
        feed.writeBytes(row(word + "-4", word + " four", 3, "10.00 USD").getBytes(StandardCharsets.UTF_8));

        JsonPath result = imported("", TSV, feed.toByteArray());

        assertEquals(2, result.getInt("rowsAccepted"));
        asManager("/v1/imports/" + result.getString("id") + "/errors")
                .body("items.row", contains(3, 4))
                .body("items.reason", contains("is not UTF-8", "has more than 1048576 bytes"));
    }

    @Test
    void rejectsRowsBeyondTheProductLimits() {
        StringBuilder feed = new StringBuilder(HEADER);
        for (int i = 0; i <= ProductLimits.VARIANTS; i++) {
            feed.append(row(word + "-" + i, word, "in_stock", "1", "1.00 USD", word, "Black"));
        }
        JsonPath many = imported(feed.toString());
        assertEquals(1, many.getInt("rowsRejected"));
        asManager("/v1/imports/" + many.getString("id") + "/errors")
                .body("items.row", contains(ProductLimits.VARIANTS + 2))
                .body("items.reason", contains("item_group_id " + word + " has more than 250 variants"));

        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            rows.append("{\"id\":\"%s-l%d\",\"item_group_id\":\"%s-l\",\"title\":\"x\",\"price\":\"1 USD\""
                    .formatted(word, i, word));
            for (int a = 0; a < ProductLimits.ATTRIBUTES; a++) {
                rows.append(",\"attribute%d\":\"%s\"".formatted(a, "x".repeat(ProductLimits.ATTRIBUTE)));
            }
            rows.append("}\n");
        }
        String keep = IntStream.range(0, ProductLimits.ATTRIBUTES)
                .mapToObj(i -> "attribute" + i)
                .collect(Collectors.joining(","));
        JsonPath large = imported("?keep=" + keep, "application/x-ndjson", rows.toString());
        assertEquals(5, large.getInt("rowsRejected"));
        asManager("/v1/imports/" + large.getString("id") + "/errors")
                .body(
                        "items.reason",
                        everyItem(startsWith("The product " + word + "-l has more than 100000 characters")));
    }

    @Test
    void rejectsATooLargeBody() {
        String line = "x".repeat(999) + "\n";

        refused(post("", TSV, line.repeat((64 << 20) / 1000 + 1)), 413, "body-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user", "guest", "client"})
    void requiresAnAuthorizedRole(String who) {
        String token = switch (who) {
            case "user" -> TestTokens.user(Ids.next());
            case "guest" -> TestTokens.guest(Ids.next());
            case "client" -> TestTokens.client(Ids.next(), Scopes.INVENTORY_WRITE, Scopes.ANALYTICS_READ);
            default -> "";
        };

        assertEquals(who.isEmpty() ? 401 : 403, post(token, "", TSV, HEADER).statusCode());
    }

    @Test
    void letsClientsWithTheScopeImport() {
        String client = TestTokens.client(Ids.next(), Scopes.CATALOG_WRITE);

        assertEquals(202, post(client, "", TSV, HEADER).statusCode());
    }

    @Test
    void letsServicesImport() {
        assertEquals(202, post(TestTokens.service("local"), "", TSV, HEADER).statusCode());
    }

    @Test
    void marksAnImportWithAStaleHeartbeatAsInterrupted() {
        ImportId id = new ImportId(Ids.next());
        imports.insert(
                Import.start(id, OPTIONS, null, Instant.now().minus(Import.STALE_AFTER.multipliedBy(2))), List.of());

        asManager("/v1/imports/" + id).body("status", equalTo("interrupted"));
        jobs.run("imports", Instant.now());
        assertEquals(Import.Status.INTERRUPTED, imports.find(id).orElseThrow().status());
    }

    @Test
    void resumesAnImportOfACrashedProcessAfterTheProductsThatItHasCounted() throws IOException {
        FeedId feedId = kept(HEADER
                + row(word + "-1", word + " one", 3, "10.00 USD")
                + row(word + "-2", word + " two", 3, "10.00 USD")
                + "damaged\n"
                + row(word + "-3", word + " three", 3, "10.00 USD"));
        Instant crash = Instant.now().minus(Import.STALE_AFTER.multipliedBy(2));
        Import crashed = Import.start(new ImportId(Ids.next()), TSV_OPTIONS, feedId, crash);
        crashed.write(crash);
        crashed.count(new Import.Counts(4, 1, 1, 0, 0, 1, 0, 0, 1, 0), 1, crash);
        imports.insert(crashed, List.of());
        String path = "/v1/imports/" + crashed.id();
        asManager(path).body("status", equalTo("running"));

        jobs.run("imports", Instant.now());

        await().untilAsserted(() -> asManager(path).body("status", equalTo("completed")));
        asManager(path)
                .body("rowsRead", equalTo(4))
                .body("rowsAccepted", equalTo(3))
                .body("rowsRejected", equalTo(1))
                .body("created", equalTo(3));
        get("/v1/inventory/" + word + "-1").statusCode(404); // counted before the crash
        get("/v1/inventory/" + word + "-3").statusCode(200);
        await().untilAsserted(() -> assertEquals(-1, keptFeeds.open(feedId).read()));
        assertFalse(imports.save(crashed), "the crashed process has lost the import");
    }

    @Test
    void givesUpAnImportThatHasCrashedSeveralTimes() throws IOException {
        Instant crash = Instant.now().minus(Import.STALE_AFTER.multipliedBy(2));
        Import.State fresh = Import.start(new ImportId(Ids.next()), TSV_OPTIONS, kept(HEADER), crash)
                .state();
        Import crashed = Import.restore(new Import.State(
                fresh.id(),
                fresh.options(),
                fresh.feed(),
                3,
                fresh.status(),
                fresh.counts(),
                0,
                crash,
                null,
                crash,
                null,
                null));
        imports.insert(crashed, List.of());

        jobs.run("imports", Instant.now());

        asManager("/v1/imports/" + crashed.id()).body("status", equalTo("interrupted"));
    }

    @Test
    void keepsAFeedInChunks() throws IOException {
        byte[] feed = new byte[(5 << 20) / 2];
        new Random(1).nextBytes(feed);
        FeedId id = new FeedId(Ids.next());
        try (InputStream keeping = keptFeeds.keeping(id, new ByteArrayInputStream(feed))) {
            assertArrayEquals(feed, keeping.readAllBytes());
        }

        assertArrayEquals(feed, keptFeeds.open(id).readAllBytes());
        keptFeeds.delete(id);
        assertEquals(0, keptFeeds.open(id).readAllBytes().length);
    }

    private FeedId kept(String feed) throws IOException {
        FeedId id = new FeedId(Ids.next());
        byte[] bytes = feed.getBytes(StandardCharsets.UTF_8);
        try (InputStream keeping = keptFeeds.keeping(id, new ByteArrayInputStream(bytes))) {
            keeping.readAllBytes();
        }
        return id;
    }

    @Test
    void restoresTheStoredStateAndRemovesTheHeartbeatOfAnEndedImport() {
        ImportId id = new ImportId(Ids.next());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Import running = Import.start(id, OPTIONS, new FeedId("f"), now);
        imports.insert(running, List.of());
        assertEquals(running.state(), imports.find(id).orElseThrow().state());

        running.write(now);
        running.count(new Import.Counts(7, 5, 2, 3, 4, 1, 2, 3, 4, 5), 6, now.plusSeconds(1));
        running.end(Import.Status.FAILED, now.plusSeconds(2), "why");
        imports.save(running);

        assertEquals(running.state(), imports.find(id).orElseThrow().state());
        assertFalse(imports.staleSince(now.plusSeconds(60), 1_000).contains(id));
    }

    @Test
    void answersNotFoundForUnknownImports() {
        asManager("/v1/imports/" + Ids.next())
                .statusCode(404)
                .body("type", equalTo("https://parley.dev/problems/import-not-found"));
        asManager("/v1/imports/" + Ids.next() + "/errors").statusCode(404).body("errors", equalTo(null));
    }

    @Test
    void importsConcurrentFeeds() {
        for (int i = 0; i < 6; i++) {
            String feed = HEADER + row(word + "-" + i, word + " many " + i, 1, "1 USD");
            assertEquals(202, post("", TSV, feed).statusCode());
        }

        await().untilAsserted(() -> get("/v1/products?q=" + word).body("items", hasSize(6)));
    }

    private static void refused(HttpResponse<String> answer, int status, String slug) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals(
                "https://parley.dev/problems/" + slug,
                JsonPath.from(answer.body()).getString("type"));
    }

    /** A stream of repeated bytes, without an array. */
}
