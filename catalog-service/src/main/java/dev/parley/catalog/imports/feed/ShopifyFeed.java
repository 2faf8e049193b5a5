package dev.parley.catalog.imports.feed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.Feed;
import dev.parley.catalog.imports.domain.FeedRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the product CSV of Shopify. Rows with one handle follow each other and are one product: the first has what all
 * variants share, each row with an option, a SKU or a price is a variant, and each may add an image.
 */
final class ShopifyFeed {

    static final String HANDLE = "handle";
    static final String PRICE = "variant_price";

    private static final List<String> NEEDED = List.of(HANDLE, "title", PRICE);
    private static final int OPTIONS = 3;

    /** Beyond, a product has too many variants in any case. */
    private static final int MOST_ROWS_OF_A_PRODUCT = 1_000;

    private record Line(int number, FeedRow row) {

        String get(String column) {
            return row.first(column);
        }

        boolean isVariant() {
            return Stream.of("variant_sku", PRICE, "option1_value")
                    .anyMatch(column -> !get(column).isEmpty());
        }
    }

    private final ConvertedRows.Writer variants;
    private final List<Line> product = new ArrayList<>();

    private ShopifyFeed(ConvertedRows.Writer variants) {
        this.variants = variants;
    }

    static boolean isHeader(Collection<String> columns) {
        return columns.containsAll(NEEDED) && !columns.contains("id");
    }

    static void read(Rows rows, RowParser parser, ConvertedRows.Writer variants) throws IOException {
        ShopifyFeed feed = new ShopifyFeed(variants);
        Feed.Place place;
        while ((place = rows.next()) != null) {
            try {
                FeedRow row = parser.parse(rows.text());
                if (!parser.isBlank(row)) {
                    feed.add(new Line(place.line(), row));
                }
            } catch (BadRow e) {
                variants.bad(place.line(), e);
            }
        }
        feed.endProduct();
    }

    private void add(Line line) throws IOException {
        if (line.get(HANDLE).isEmpty()) {
            variants.bad(line.number(), new BadRow(HANDLE, "handle is missing"));
            return;
        }
        if (!product.isEmpty() && !product.getFirst().get(HANDLE).equals(line.get(HANDLE))) {
            endProduct();
        }
        if (product.size() < MOST_ROWS_OF_A_PRODUCT) {
            product.add(line);
        } else {
            variants.bad(
                    line.number(), new BadRow(HANDLE, "the product has more than " + MOST_ROWS_OF_A_PRODUCT + " rows"));
        }
    }

    private void endProduct() throws IOException {
        if (product.isEmpty()) {
            return;
        }
        Line first = product.getFirst();
        Set<String> images = new LinkedHashSet<>();
        product.forEach(line -> images.addAll(List.of(line.get("image_src"))));
        images.remove("");
        for (Line line : product) {
            if (line.isVariant()) {
                if (isForSale(first)) {
                    variants.row(line.number(), variant(first, line, images));
                } else {
                    variants.bad(
                            line.number(),
                            new BadRow("status", "the product is " + first.get("status") + ", not active"));
                }
            }
        }
        product.clear();
    }

    private static boolean isForSale(Line first) {
        return Set.of("", "active").contains(first.get("status").toLowerCase(Locale.ROOT));
    }

    private static ObjectNode variant(Line first, Line line, Set<String> images) {
        ObjectNode variant = JsonNodeFactory.instance.objectNode();
        ObjectNode attributes = variant.putObject("attributes");
        StringBuilder id = new StringBuilder(first.get(HANDLE));
        for (int i = 1; i <= OPTIONS; i++) {
            String name = first.get("option" + i + "_name");
            String value = line.get("option" + i + "_value");
            if (!value.isEmpty() && !value.equals("Default Title")) {
                String column = FeedRow.column(name.isEmpty() ? "option" + i : name);
                attributes.put(column.equals("colour") ? "color" : column, value);
                id.append('-').append(value);
            }
        }
        if (!line.get("variant_grams").isEmpty() && !line.get("variant_grams").equals("0")) {
            attributes.put("product_weight", line.get("variant_grams") + " g");
        }
        variant.put("id", line.get("variant_sku").isEmpty() ? id.toString() : line.get("variant_sku"));
        variant.put("item_group_id", first.get(HANDLE));
        variant.put("title", first.get("title"));
        variant.put("description", first.get("body_(html)"));
        variant.put("brand", first.get("vendor"));
        variant.put("product_type", first.get("type"));
        variant.put("google_product_category", first.get("product_category"));
        variant.put("gtin", line.get("variant_barcode"));
        variant.put("price", line.get(PRICE));
        variant.put("quantity", line.get("variant_inventory_qty"));
        ArrayNode links = variant.putArray("image_link");
        images.forEach(links::add);
        return variant;
    }
}
