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
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.jspecify.annotations.Nullable;

/** The query parameters that say how to read a feed. */
public class FeedParameters {

    static final String TSV = "text/tab-separated-values";
    static final String CSV = "text/csv";
    static final String XML = "application/xml";
    static final String TEXT_XML = "text/xml";
    static final String RSS = "application/rss+xml";
    static final String ATOM = "application/atom+xml";
    static final String NDJSON = "application/x-ndjson";

    private static final Set<String> KNOWN = Set.of(
            "marketplace",
            "defaultStock",
            "archiveLimit",
            "encoding",
            "delimiter",
            "decimal",
            "currency",
            "keep",
            "dryRun",
            "complete");

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

    @QueryParam("dryRun")
    @Parameter(
            description = "Check and count everything, write nothing",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @DefaultValue("false")
    String dryRun = "false";

    @QueryParam("complete")
    @Parameter(
            description = "Archive the products of the marketplace that the feed lacks",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @DefaultValue("false")
    String complete = "false";

    /** Refuses other parameters: a mistyped one must not import otherwise than intended. */
    static void requireKnown(Collection<String> names) {
        names.stream().filter(name -> !KNOWN.contains(name)).findFirst().ifPresent(name -> {
            throw Problems.validation(name, "is not a known parameter");
        });
    }

    boolean isDryRun() {
        return isTrue("dryRun", dryRun);
    }

    boolean isComplete() {
        return isTrue("complete", complete);
    }

    private static boolean isTrue(String parameter, String value) {
        if (!Set.of("true", "false", "").contains(value)) {
            throw Problems.validation(parameter, "must be true or false");
        }
        return value.equals("true");
    }

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
            case XML, TEXT_XML, RSS, ATOM -> FeedFormat.XML;
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
