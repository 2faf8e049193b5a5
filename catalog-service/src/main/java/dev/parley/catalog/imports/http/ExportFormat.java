package dev.parley.catalog.imports.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.catalog.imports.domain.Columns;
import dev.parley.catalog.imports.domain.FeedItem;
import dev.parley.catalog.imports.domain.FeedRow;
import dev.parley.catalog.product.domain.Specification;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The formats of an export. */
enum ExportFormat {
    /** Imports again without a change. */
    NDJSON(FeedParameters.NDJSON) {
        @Override
        String header() {
            return "";
        }

        @Override
        String row(FeedItem item) {
            ObjectNode row = JSON.createObjectNode();
            row.put(Columns.ID, item.id());
            if (item.grouped()) {
                row.put(Columns.ITEM_GROUP_ID, item.product());
            }
            row.put(Columns.TITLE, FeedRow.cell(item.name()));
            putIfAny(row, Columns.DESCRIPTION, item.description());
            putIfAny(row, Columns.BRAND, item.brand());
            putIfAny(row, Columns.PRODUCT_TYPE, item.categoryPath());
            putIfAny(row, Columns.LINK, item.link());
            ArrayNode images = row.putArray(Columns.IMAGE_LINK);
            item.images().forEach(image -> images.add(FeedRow.cell(image)));
            row.put(Columns.PRICE, price(item));
            row.put(Columns.QUANTITY, item.quantity().orElse(0));
            ObjectNode attributes = row.putObject("attributes");
            item.attributes().forEach((name, value) -> attributes.put(name, FeedRow.cell(value)));
            ArrayNode details = row.putArray(Columns.PRODUCT_DETAIL);
            for (Specification detail : item.specifications()) {
                details.addObject()
                        .put("section_name", FeedRow.cell(detail.section()))
                        .put("attribute_name", FeedRow.cell(detail.name()))
                        .put("attribute_value", FeedRow.cell(detail.value()));
            }
            try {
                return JSON.writeValueAsString(row) + "\n";
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    },
    /** The text format of Google Merchant Center, with the attributes of its specification. */
    MERCHANT(FeedParameters.TSV) {
        @Override
        String header() {
            List<String> columns = new ArrayList<>(List.of(
                    Columns.ID,
                    Columns.ITEM_GROUP_ID,
                    Columns.TITLE,
                    Columns.DESCRIPTION,
                    Columns.LINK,
                    Columns.IMAGE_LINK,
                    Columns.ADDITIONAL_IMAGE_LINK,
                    Columns.AVAILABILITY,
                    Columns.QUANTITY,
                    Columns.PRICE,
                    Columns.BRAND,
                    Columns.PRODUCT_TYPE,
                    Columns.PRODUCT_DETAIL));
            columns.addAll(Columns.attributes());
            return String.join("\t", columns) + "\n";
        }

        @Override
        String row(FeedItem item) {
            int quantity = item.quantity().orElse(0);
            List<String> cells = new ArrayList<>(List.of(
                    item.id(),
                    item.grouped() ? item.product() : "",
                    item.name(),
                    item.description(),
                    item.link(),
                    item.images().stream().findFirst().orElse(""),
                    item.images().stream().skip(1).collect(Collectors.joining(",")),
                    quantity > 0 ? "in_stock" : "out_of_stock",
                    Integer.toString(quantity),
                    price(item),
                    item.brand(),
                    item.categoryPath(),
                    item.specifications().stream()
                            .map(detail -> detail.section() + ":" + detail.name() + ":" + detail.value())
                            .collect(Collectors.joining("; "))));
            Columns.attributes().forEach(name -> cells.add(item.attributes().getOrDefault(name, "")));
            return cells.stream().map(ExportFormat::tabSeparated).collect(Collectors.joining("\t")) + "\n";
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** The text before the rows. */
    abstract String header();

    abstract String row(FeedItem item);

    private static void putIfAny(ObjectNode row, String column, String text) {
        if (!text.isEmpty()) {
            row.put(column, FeedRow.cell(text));
        }
    }

    private static String price(FeedItem item) {
        return item.price().getAmount().toPlainString() + " "
                + item.price().getCurrencyUnit().getCode();
    }

    /** A cell without tabs and line breaks; one that begins with a quote is quoted. */
    private static String tabSeparated(String text) {
        String line = FeedRow.cell(text).replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
        return line.startsWith("\"") ? '"' + line.replace("\"", "\"\"") + '"' : line;
    }
}
