package dev.parley.catalog.imports.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.FeedRow;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses rows of NDJSON: one object per row, with fields named like the columns of a table, or as in Google's Content
 * API ({@code imageLink}). Values are strings, numbers, booleans or lists of them, an amount with its unit
 * ({@code {"amount":"19.99","currency":"USD"}}), or a {@code product_detail} with {@code section_name},
 * {@code attribute_name} and {@code attribute_value}. The object {@code attributes} has attributes for buyers, whatever
 * their names.
 */
final class JsonRows implements RowParser {

    /** An object of attributes for buyers, whatever their names. */
    private static final String ATTRIBUTES = "attributes";

    private static final int MOST_DIGITS = 50;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Keep the digits of numbers.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    /** The boundary of words in {@code imageLink}. */
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    /** Fields of the Content API that have another name than their column. */
    private static final Map<String, String> COLUMNS = Map.of(
            "offer_id", "id",
            "additional_image_links", "additional_image_link",
            "product_types", "product_type",
            "product_details", "product_detail",
            "product_highlights", "product_highlight",
            "sizes", "size");

    @Override
    public FeedRow parse(String text) throws BadRow {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new BadRow("is not JSON");
        }
        if (!node.isObject()) {
            throw new BadRow("is not a JSON object");
        }
        FeedRow row = new FeedRow();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            // The id of the Content API is made of the offer's id and its channel.
            if (!field.getKey().equals("id") || !node.has("offerId")) {
                put(row, column(field.getKey()), field.getValue());
            }
        }
        return row;
    }

    private static String column(String field) {
        String column = FeedRow.column(HUMP.matcher(field).replaceAll("_"));
        return COLUMNS.getOrDefault(column, column);
    }

    private static void put(FeedRow row, String column, JsonNode value) throws BadRow {
        if (column.equals(ATTRIBUTES) && value.isObject()) {
            for (Map.Entry<String, JsonNode> attribute : value.properties()) {
                String text = text(attribute.getKey(), attribute.getValue());
                if (text == null) {
                    row.putUnreadable(FeedRow.column(attribute.getKey()));
                } else {
                    row.putAttribute(FeedRow.column(attribute.getKey()), text);
                }
            }
            return;
        }
        if (value.isArray()) {
            for (JsonNode element : value) {
                String text = text(column, element);
                if (text == null) {
                    row.putUnreadable(column);
                } else {
                    row.putElement(column, text);
                }
            }
            return;
        }
        String text = text(column, value);
        if (text == null) {
            row.putUnreadable(column);
        } else {
            row.put(column, text);
        }
    }

    /** The text of a value; empty for null, null when it has none. */
    private static @Nullable String text(String column, JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (value.isNumber()) {
            return digits(value);
        }
        if (!value.isObject()) {
            return value.isArray() ? null : value.asText();
        }
        if (column.equals("product_detail")) {
            return member(value, "section_name", "sectionName") + ":"
                    + member(value, "attribute_name", "attributeName") + ":"
                    + member(value, "attribute_value", "attributeValue");
        }
        String amount = member(value, "amount", "value");
        String unit = member(value, "currency", "unit");
        return amount.isEmpty() ? null : amount + " " + unit;
    }

    private static String member(JsonNode object, String name, String other) {
        JsonNode member = object.path(object.has(name) ? name : other);
        return member.isNumber() ? digits(member) : member.asText();
    }

    /** All digits of a number; in scientific notation, those of one too long to write out. */
    private static String digits(JsonNode number) {
        boolean isShort = Math.abs((long) number.decimalValue().scale())
                        + number.decimalValue().precision()
                <= MOST_DIGITS;
        return isShort ? number.decimalValue().toPlainString() : number.asText();
    }
}
