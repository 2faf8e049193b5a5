package dev.parley.catalog.search.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.VariantFacts;
import dev.parley.catalog.search.application.SearchHits;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.Tags;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How words of queries meet words of products. */
@Tag(Tags.SLOW)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordsTest {

    private final Map<ProductId, String> names = new HashMap<>();
    private IndexedShop.Process process;

    @BeforeAll
    void index(@TempDir Path directory) throws Exception {
        IndexedShop shop = new IndexedShop(directory);
        add(shop, "printer", "Brother laser printer HL-2130", "BRO-HL2130", "HL-2130", "4977766700405");
        add(shop, "toner", "Brother TN-2110 toner", "BRO-TN-2110", "TN-2110", "0012502619345");
        add(shop, "mixer", "Stage mixer QRV-X40 six channel", "MIX-1", "QRV-X40/B", "");
        add(shop, "bridge", "Wi-Fi bridge for halls", "BR-77", "", "");
        add(shop, "repeater", "WiFi repeater", "RP-1", "", "");
        add(shop, "bolt", "Bolt DN512 with nut", "TAR.0817-43", "", "");
        add(shop, "bag", "Liner bag 60 l", "LB6", "", "");
        add(shop, "mat", "Fu\u00dfmatte gr\u00fcn Gr\u00f6\u00dfe 7", "FM7", "", "");
        add(shop, "shirt", "T-shirt of cotton", "TS-C", "", "");
        add(shop, "coat", "O\u2019Shea coat 4/3 layer", "OS43", "", "");
        add(shop, "drops", "Vitamin B6 drops", "VITA", "", "");
        add(shop, "hose", "\u00bd inch garden hose", "HOSE", "", "");
        add(shop, "shoe", "Walking shoe EU 41,5", "WS", "", "");
        add(shop, "screen", "Panel 15.6\" glossy", "PN156", "", "");
        add(shop, "disk", "Disk drive 1 TB", "DD1", "", "");
        add(shop, "cable", "Cable of 2 m", "CB2", "", "");
        add(shop, "rucksack", "\ubc31\ud329\uac00\ubc29", "KB", "", "");
        add(shop, "cups", "Caf\u00e9 cups", "CC", "", "");
        add(shop, "knives", "Steak knives", "KN", "", "");
        process = shop.start();
        process.updates.flush();
    }

    @AfterAll
    void stop() {
        process.close();
    }

    @ParameterizedTest
    @CsvSource({
        "tn-2110, toner",
        "TN2110, toner",
        "tn 2110, toner",
        "2110, toner",
        "bro tn2110, toner",
        "BRO-TN-2110, toner",
        "0012502619345, toner",
        "12502619345, toner",
        "hl2130, printer",
        "HL 2130, printer",
        "qrvx40, mixer",
        "qrv-x40, mixer",
        "QRV X40, mixer",
        "qrvx40b, mixer",
        "BR 77, bridge",
        "dn 512, bolt",
        "tar081743, bolt",
        "0817, bolt",
        "60l, bag",
        "60 liters, bag",
        "gruen, mat",
        "grun, mat",
        "GR\u00dcN, mat",
        "groesse 7, mat",
        "fussmatte, mat",
        "tshirt, shirt",
        "t shirts, shirt",
        "oshea, coat",
        "o'shea, coat",
        "4/3, coat",
        "b 6, drops",
        "1/2 inch, hose",
        "41.5, shoe",
        "15 inch, screen",
        "15.6 inches, screen",
        "15in, screen",
        "1tb, disk",
        "1000 gb, disk",
        "2m, cable",
        "200cm, cable",
        "\ubc31\ud329, rucksack",
        "cafe cup, cups",
        "knife, knives",
    })
    void finds(String query, String product) {
        List<String> found = found(query);
        assertFalse(found.isEmpty());
        assertEquals(product, found.getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wifi", "wi-fi", "wi fi", "WIFI", "Wi Fi"})
    void findsCompoundWordsInEverySpelling(String query) {
        assertEquals(
                List.of("bridge", "repeater"), found(query).stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource({"16 inch", "2tb", "3/4", "40.5", "tn2119", "b 7"})
    void keepsNumbersExact(String query) {
        SearchHits hits = process.search(query);
        assertTrue(hits.total() == 0 || hits.relaxed(), hits::toString);
        assertEquals(Optional.empty(), hits.didYouMean());
    }

    @ParameterizedTest
    @CsvSource({
        "pinter, printer, printer",
        "vitamn drops, drops, vitamin drops",
        "brothre lasr, printer, brother laser",
        "repaeter, repeater, repeater",
        "staek kniwes, knives, steak knives",
    })
    void correctsTyposAndSaysSo(String query, String product, String meant) {
        SearchHits hits = process.search(query);

        assertEquals(product, names.get(hits.ids().getFirst()));
        assertEquals(Optional.of(meant), hits.didYouMean());
        assertFalse(hits.relaxed());
        assertTrue(process.search(meant).total() > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyzzyxq", "tonr", "abc"})
    void suggestsNothingWithoutHits(String query) {
        SearchHits hits = process.search(query);
        hits.didYouMean().ifPresent(meant -> assertTrue(process.search(meant).total() > 0));
        assertTrue(hits.total() > 0 == hits.didYouMean().isPresent(), hits::toString);
    }

    @Test
    void findsSomeOfTheWordsWhenNoProductHasAll() {
        SearchHits hits = process.search("brother toner zebra");

        assertTrue(hits.relaxed());
        assertEquals("toner", names.get(hits.ids().getFirst()));
        assertEquals(0, process.search("zebra").total());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+ - && || ! ( ) { } [ ] ^ \" ~ * ? : \\ /",
                "AND OR NOT",
                "\ud83d\ude00\ud83d\udc4d\ud83c\udffd",
                "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
                "\u202e\u200b\u200d",
                "\ud83d",
                "' '' \" \"\" 5' 6''",
                "name:laptop~2^9",
                "\u0e01\u0e32\u0e23",
            })
    void survivesAnyText(String query) {
        process.search(query);
    }

    @Test
    void survivesTheLongestQueries() {
        process.search("ab1-cd2-ef3 ".repeat(900));
        process.search("x".repeat(10_000));
        process.search("1".repeat(10_000));
        process.search("a b c d e f ".repeat(900));
    }

    private List<String> found(String query) {
        SearchHits hits = process.search(query);
        return hits.relaxed() ? List.of() : hits.ids().stream().map(names::get).toList();
    }

    private void add(IndexedShop shop, String key, String name, String sku, String mpn, String gtin) {
        ProductId id = new ProductId(Ids.next());
        Map<String, String> attributes = new HashMap<>();
        if (!mpn.isEmpty()) {
            attributes.put("mpn", mpn);
        }
        if (!gtin.isEmpty()) {
            attributes.put("gtin", gtin);
        }
        names.put(id, key);
        shop.put(
                id,
                new ProductFacts(
                        "own",
                        sku,
                        name,
                        "",
                        "",
                        "other",
                        "",
                        List.of(),
                        List.of(),
                        List.of(new VariantFacts(new Sku(sku), attributes, Money.parse("USD 1.00")))));
    }
}
