package dev.parley.catalog.imports.http;

import dev.parley.catalog.imports.domain.Delimiter;
import dev.parley.catalog.imports.domain.FeedFormat;
import dev.parley.catalog.imports.domain.FeedReading;
import dev.parley.platform.WireName;
import dev.parley.platform.problem.Problems;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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

    /** How to read a feed of this media type. */
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
