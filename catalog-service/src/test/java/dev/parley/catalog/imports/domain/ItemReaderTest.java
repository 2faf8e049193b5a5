package dev.parley.catalog.imports.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.catalog.product.domain.ProductLimits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private static FeedRow row(String... cells) throws BadRow {
        FeedRow row = new FeedRow();
        for (String cell : cells) {
            int equals = cell.indexOf('=');
            row.put(cell.substring(0, equals), cell.substring(equals + 1));
        }
        for (String required : List.of("id=1", "title=Kettle", "price=10.00 USD")) {
            int equals = required.indexOf('=');
            if (row.first(required.substring(0, equals)).isEmpty()) {
                row.put(required.substring(0, equals), required.substring(equals + 1));
            }
        }
        return row;
    }

    private static ItemReader.Result read(FeedRules rules, String... cells) throws BadRow {
        return new ItemReader(rules, NOW).read(row(cells));
    }

    private static ItemReader.Result read(String... cells) throws BadRow {
        return read(FeedRules.USUAL, cells);
    }

    private static List<String> noticed(ItemReader.Result result) {
        return result.notices().stream().map(Notice::column).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12.00 USD|USD 12.00",
                "12.00 usd|USD 12.00",
                "12.00USD|USD 12.00",
                "USD 12.00|USD 12.00",
                "USD12.00|USD 12.00",
                "12 USD|USD 12.00",
                "12.5 USD|USD 12.50",
                "100.0 USD|USD 100.00",
                "12.00\u00a0EUR|EUR 12.00",
                "\u20ac12.00|EUR 12.00",
                "1,299.00 USD|USD 1299.00",
                "1'299.00 CHF|CHF 1299.00",
                "1 299.00 EUR|EUR 1299.00",
                "15.00 JPY|JPY 15",
                "1.234 KWD|KWD 1.234"
            })
    void readsPrices(String text, String price) throws BadRow {
        assertEquals(price, read("price=" + text).item().price().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10,00 USD",
                "1,299 USD",
                "1.299,00 EUR",
                "$12.00",
                "12.00",
                "-1 USD",
                "free",
                "1e3 USD",
                "1e309 USD",
                "12.00 USD 13.00 USD",
                "12.00 USD EUR",
                "1,29,900.00 USD",
                "12. USD",
                "0.001 USD",
                "0 USD",
                "10 XXX",
                "10 XXY",
                "0.5 JPY",
                "9999999999999 USD",
                "10 US"
            })
    void rejectsOtherPrices(String text) {
        BadRow why = assertThrows(BadRow.class, () -> read("price=" + text));

        assertEquals("price", why.column());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.299,00 EUR|EUR 1299.00",
                "1299,00|EUR 1299.00",
                "12,5 CHF|CHF 12.50",
                "1 299,00 EUR|EUR 1299.00",
                "12|EUR 12.00"
            })
    void readsPricesWithADecimalCommaAndAUsualCurrency(String text, String price) throws BadRow {
        FeedRules rules = new FeedRules(DecimalMark.COMMA, CurrencyUnit.EUR, Set.of());

        assertEquals(price, read(rules, "price=" + text).item().price().toString());
        assertThrows(BadRow.class, () -> read(rules, "price=12.50 EUR"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "80.00 USD||USD 80.00|0",
                "80.00 USD|2026-11-28T00:00Z/2026-11-29T00:00Z|USD 80.00|0",
                "80.00 USD|2026-11-28T13:00+0100 / 2026-11-28T23:59:59+0100|USD 80.00|0",
                "80.00 USD|2026-11-28/2026-11-28|USD 80.00|0",
                "80.00 USD|2026-11-28T13:00Z/2026-11-29T00:00Z|USD 100.00|0",
                "80.00 USD|2020-01-01T00:00Z/2020-02-01T00:00Z|USD 100.00|0",
                "80.00 USD|soon|USD 100.00|1",
                "80.00 USD|2026-12-28/2026-11-28|USD 100.00|1",
                "120.00 USD||USD 100.00|1",
                "80.00 EUR||USD 100.00|1",
                "free||USD 100.00|1"
            })
    void theSalePriceIsThePriceWhileItHolds(String sale, String dates, String price, int notices) throws BadRow {
        var read = read(
                "price=100.00 USD", "sale_price=" + sale, "sale_price_effective_date=" + (dates == null ? "" : dates));

        assertEquals(price, read.item().price().toString());
        assertEquals(notices, read.notices().size(), () -> read.notices().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in stock|5|5|0",
                "IN_STOCK|5|5|0",
                "instock|5|5|0",
                "in-stock|100.0|100|0",
                "https://schema.org/InStock|5|5|0",
                "out of stock|5|0|0",
                "http://schema.org/OutOfStock|5|0|0",
                "preorder|5|5|0",
                "pre-order||0|0",
                "back order||0|0",
                "discontinued|5|0|1",
                "sold out|5|0|1",
                "https://schema.org/Discontinued|5|0|1",
                "perhaps|5|0|1",
                "true|5|0|1",
                "in_stock|-2|0|1",
                "in_stock|1.5|0|1",
                "in_stock|many|0|1",
                "in_stock|9999999999|0|1"
            })
    void whatIsNotKnownToBeInStockIsOutOfStock(String availability, String quantity, int units, int notices)
            throws BadRow {
        var read = read("availability=" + availability, "quantity=" + (quantity == null ? "" : quantity));

        assertEquals(OptionalInt.of(units), read.item().quantity());
        assertEquals(notices, read.notices().size());
    }

    @Test
    void inStockWithoutAQuantityIsLeftToTheImport() throws BadRow {
        assertEquals(OptionalInt.empty(), read("availability=in_stock").item().quantity());
        assertEquals(OptionalInt.empty(), read().item().quantity());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://shop.example/p?a=1&amp;b=2#x|https://shop.example/p?a=1&b=2#x",
                "HTTP://Shop.example|http://Shop.example",
                "https://my_shop.example:8080/p|https://my_shop.example:8080/p",
                "https://shop.example/a b/\u00e9|https://shop.example/a%20b/%C3%A9",
                "https://b\u00fccher.example/x|https://xn--bcher-kva.example/x",
                "https://shop.example/a%20b/{id}|https://shop.example/a%20b/%7Bid%7D",
                "https://shop.example\\p\\q?x=\\|https://shop.example/p/q?x=\\",
                "http://[2001:db8::1]:80/x|http://[2001:db8::1]:80/x"
            })
    void readsLinksAsBrowsersDo(String text, String url) throws BadRow {
        assertEquals(url, read("link=" + text).item().link());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://x.example/",
                "//shop.example/p",
                "shop.example/p",
                "https://user:secret@shop.example/",
                "https://shop.example@evil.example/",
                "https:///p",
                "https://a..b/",
                "https://shop.example:99999/",
                "https://sh<op.example/",
                "javascript:alert(1)",
                "http://[::1/x"
            })
    void leavesOutOtherLinks(String text) throws BadRow {
        var read = read("link=" + text, "image_link=" + text);

        assertEquals("", read.item().link());
        assertEquals(List.of(), read.item().images());
        assertEquals(List.of("link", "image_link"), noticed(read));
    }

    @Test
    void aCommaInAnImageUrlIsPartOfIt() throws BadRow {
        var read = read(
                "image_link=https://img.example/w_3,h_3/x.jpg",
                "additional_image_link=https://img.example/w_3,h_3/y.jpg, https://img.example/z.jpg");

        assertEquals(
                List.of(
                        "https://img.example/w_3,h_3/x.jpg",
                        "https://img.example/w_3,h_3/y.jpg",
                        "https://img.example/z.jpg"),
                read.item().images());
    }

    @Test
    void decodesEntitiesAndKeepsTags() throws BadRow {
        var read = read("id=A&amp;B", "title=Caf&eacute; &amp; <b>press</b> &#8211; &apos;x&apos;", "color=r&eacute;d");

        assertEquals("A&amp;B", read.item().id());
        assertEquals("d", read("description=&#x200B;d&nbsp;").item().description());
        assertEquals(Map.of("color", "r\u00e9d"), read.item().attributes());
        assertEquals(
                "Caf\u00e9 & <b>press</b> \u2013 'x'",
                read("title=Caf&eacute; &amp; <b>press</b> &#8211; &apos;x&apos;")
                        .item()
                        .name());
    }

    @Test
    void invisibleTextIsBlank() {
        BadRow why = assertThrows(BadRow.class, () -> {
            FeedRow row = new FeedRow()
                    .put("id", "1")
                    .put("title", "\u200b\u00a0\u3164")
                    .put("price", "1 USD");
            new ItemReader(FeedRules.USUAL, NOW).read(row);
        });

        assertEquals("title is missing", why.reason());
        assertEquals("title", why.column());
    }

    @Test
    void showsBuyersOnlyListedColumns() throws BadRow {
        FeedRules rules = new FeedRules(DecimalMark.POINT, null, Set.of("warranty"));

        var read = read(
                rules,
                "color=Red",
                "warranty=2 years",
                "cost_of_goods_sold=4.00 USD",
                "custom_label_0=x",
                "shipping=US:::5 USD",
                "mystery=y");

        assertEquals(Map.of("color", "Red", "warranty", "2 years"), read.item().attributes());
        assertEquals(Set.of("cost_of_goods_sold", "custom_label_0", "shipping", "mystery"), read.dropped());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4006381333931|4006381333931|0",
                "400-6381-333931|4006381333931|0",
                "4006381333931.0|4006381333931|0",
                "00012345678905|00012345678905|0",
                "4006381333932|4006381333932|1",
                "12345|12345|1",
                "4.00638E+12||1"
            })
    void checksGtins(String text, String gtin, int notices) throws BadRow {
        var read = read("gtin=" + text);

        assertEquals(gtin == null ? Map.of() : Map.of("gtin", gtin), read.item().attributes());
        assertEquals(notices, read.notices().size());
    }

    @Test
    void cutsLongTextAndLeavesOutLongCategories() throws BadRow {
        var read = read(
                "description=" + "x".repeat(ProductLimits.DESCRIPTION + 1),
                "brand=" + "y".repeat(ProductLimits.BRAND + 1),
                "color=" + "z".repeat(ProductLimits.ATTRIBUTE + 1),
                "product_type=" + "c".repeat(ProductLimits.CATEGORY + 1));

        assertEquals(ProductLimits.DESCRIPTION, read.item().description().length());
        assertEquals(ProductLimits.BRAND, read.item().brand().length());
        assertEquals(
                ProductLimits.ATTRIBUTE, read.item().attributes().get("color").length());
        assertEquals("", read.item().categoryPath());
        assertEquals(List.of("description", "brand", "product_type", "color"), noticed(read));
    }

    @Test
    void rejectsRowsWithoutAUsableId() throws BadRow {
        assertEquals("A 1", read("id=A 1").item().id());
        assertThrows(BadRow.class, () -> read("id=."));
        assertThrows(BadRow.class, () -> read("id=.."));
        assertThrows(BadRow.class, () -> read("id=a\nb"));
        assertThrows(BadRow.class, () -> read("title=" + "x".repeat(ProductLimits.NAME + 1)));
        assertThrows(BadRow.class, () -> read("id=" + "x".repeat(ProductLimits.ID + 1)));
    }
}
