package dev.parley.catalog.imports.http;

import dev.parley.catalog.imports.domain.Columns;
import dev.parley.catalog.imports.domain.DecimalMark;
import dev.parley.catalog.imports.domain.Delimiter;
import dev.parley.catalog.imports.domain.FeedFormat;
import dev.parley.catalog.imports.domain.FeedReading;
import dev.parley.catalog.imports.domain.FeedRow;
import dev.parley.catalog.imports.domain.FeedRules;
import dev.parley.catalog.product.domain.ProductLimits;
import dev.parley.platform.WireName;
import dev.parley.platform.problem.Problems;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.jspecify.annotations.Nullable;

/** The query parameters that say how to read a feed. */
public class FeedParameters {

    static final String TSV = "text/tab-separated-values";
    static final String CSV = "text/csv";
    static final String NDJSON = "application/x-ndjson";

    @QueryParam("encoding")
    @Parameter(
            description = "The charset of the feed; without it, the charset of the Content-Type, or UTF-8",
            example = "windows-1252")
    @Size(max = 40)
    @Nullable
    String encoding;

    @QueryParam("delimiter")
    @Parameter(
            description = "What separates cells: comma, semicolon, tab or pipe; without it, the header shows it",
            example = "semicolon")
    @Nullable
    String delimiter;

    @QueryParam("decimal")
    @Parameter(description = "The decimal mark of prices: point (default) or comma", example = "comma")
    @DefaultValue("point")
    String decimal = "point";

    @QueryParam("currency")
    @Parameter(description = "The currency of prices without one (ISO 4217)", example = "EUR")
    @Nullable
    String currency;

    @QueryParam("keep")
    @Parameter(
            description = "Columns to show to buyers as attributes, beside the known ones; separated by commas",
            example = "weight,warranty")
    @Size(max = 5_000)
    @DefaultValue("")
    String keep = "";

    /** How to read the cells of a feed. */
    FeedRules rules() {
        return new FeedRules(read("decimal", DecimalMark.class, decimal), currency(), keep());
    }

    private @Nullable CurrencyUnit currency() {
        if (currency == null) {
            return null;
        }
        try {
            CurrencyUnit unit = CurrencyUnit.of(currency);
            if (!unit.isPseudoCurrency()) {
                return unit;
            }
        } catch (IllegalCurrencyException e) {
            // the same as a pseudo currency
        }
        throw Problems.validation("currency", "must be a code of ISO 4217");
    }

    private Set<String> keep() {
        Set<String> columns = Arrays.stream(keep.split(","))
                .map(FeedRow::column)
                .filter(column -> !column.isEmpty())
                .collect(Collectors.toSet());
        if (columns.size() > ProductLimits.ATTRIBUTES) {
            throw Problems.validation("keep", "must name at most " + ProductLimits.ATTRIBUTES + " columns");
        }
        columns.stream().filter(Columns::isConfidential).findFirst().ifPresent(column -> {
            throw Problems.validation("keep", column + " is never shown to buyers");
        });
        return columns;
    }

    /** How to read the bytes of a feed of this media type. */
    FeedReading reading(MediaType type, boolean compressed) {
        String charset = encoding == null ? type.getParameters().get(MediaType.CHARSET_PARAMETER) : encoding;
        return new FeedReading(
                format(type), charset == null ? null : charset.replace("\"", ""), delimiter(), compressed);
    }

    private static FeedFormat format(MediaType type) {
        return switch (type.getType() + "/" + type.getSubtype()) {
            case CSV -> FeedFormat.CSV;
            case NDJSON -> FeedFormat.NDJSON;
            default -> FeedFormat.TSV;
        };
    }

    private @Nullable Delimiter delimiter() {
        return delimiter == null ? null : read("delimiter", Delimiter.class, delimiter);
    }

    private static <E extends Enum<E>> E read(String parameter, Class<E> type, String value) {
        try {
            return WireName.read(type, value);
        } catch (IllegalArgumentException e) {
            String names =
                    Arrays.stream(type.getEnumConstants()).map(WireName::of).collect(Collectors.joining(", "));
            throw Problems.validation(parameter, "must be one of " + names);
        }
    }
}
