package dev.parley.catalog.imports.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.FeedRow;
import java.util.Map;

/**
 * Parses rows of NDJSON: one object per row, with fields named like the columns of a table. Values are strings,
 * numbers, booleans or lists of them; {@code price} may be {@code {"amount":"19.99","currency":"USD"}} and a
 * {@code product_detail} {@code {"section_name":…,"attribute_name":…,"attribute_value":…}}.
 */
final class JsonRows implements RowParser {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Keeps the digits of prices given as numbers.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

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
            put(row, FeedRow.column(field.getKey()), field.getValue());
        }
        return row;
    }

    private static void put(FeedRow row, String column, JsonNode value) throws BadRow {
        if (value.isArray()) {
            for (JsonNode element : value) {
                if (element.isArray()) {
                    throw new BadRow(column + " must not be a list of lists");
                }
                put(row, column, element);
            }
        } else if (value.isObject()) {
            row.put(column, object(column, value));
        } else if (!value.isNull()) {
            row.put(column, value.asText());
        }
    }

    private static String object(String column, JsonNode value) throws BadRow {
        return switch (column) {
            case "price" ->
                value.path("amount").asText() + " " + value.path("currency").asText();
            case "product_detail" ->
                value.path("section_name").asText() + ":"
                        + value.path("attribute_name").asText() + ":"
                        + value.path("attribute_value").asText();
            default -> throw new BadRow(column + " must be a string, a number, a boolean or a list of these");
        };
    }
}
