package dev.parley.catalog.imports.feed;

import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.Delimiter;
import dev.parley.catalog.imports.domain.FeedFormat;
import dev.parley.catalog.imports.domain.FeedProblem;
import dev.parley.catalog.imports.domain.FeedReading;
import dev.parley.catalog.imports.domain.FeedRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the header of a table: the delimiter and the columns. */
final class Header {

    static final int MOST_COLUMNS = 500;

    private static final List<String> NEEDED = List.of("id", "title", "price");

    private Header() {}

    /** @throws FeedProblem when the first line that is not blank is no header */
    static Table read(Lines lines, FeedReading reading) throws IOException {
        String line = firstLine(lines);
        Delimiter declared = reading.delimiter();
        Optional<Delimiter> hint = hint(line);
        if (hint.isPresent()) {
            line = firstLine(lines);
            declared = declared == null ? hint.get() : declared;
        }
        List<String> missing = NEEDED;
        for (Delimiter delimiter : declared == null ? candidates(reading.format()) : List.of(declared)) {
            TableCells cells = new TableCells(delimiter);
            List<String> columns =
                    cells.header(line).stream().map(FeedRow::column).toList();
            if (columns.size() > MOST_COLUMNS) {
                throw new FeedProblem.TooManyColumns(MOST_COLUMNS);
            }
            List<String> lacking =
                    NEEDED.stream().filter(name -> !columns.contains(name)).toList();
            if (lacking.isEmpty() || ShopifyFeed.isHeader(columns)) {
                return new Table(columns, cells);
            }
            missing = lacking.size() < missing.size() ? lacking : missing;
        }
        throw new FeedProblem.HeaderMissing(missing);
    }

    /** The text of the next line that is not blank. */
    private static String firstLine(Lines lines) throws IOException {
        Lines.@Nullable Line line;
        while ((line = lines.next()) != null) {
            if (line.tooLong()) {
                throw new FeedProblem.TooManyColumns(MOST_COLUMNS);
            }
            try {
                String text = Rows.text(line.bytes());
                if (!text.isBlank()) {
                    return text;
                }
            } catch (BadRow e) {
                throw new FeedProblem.WrongEncoding();
            }
        }
        throw new FeedProblem.HeaderMissing(NEEDED);
    }

    /** The delimiter of a first line like {@code sep=;}, which spreadsheets write. */
    private static Optional<Delimiter> hint(String line) {
        String prefix = "sep=";
        if (line.length() != prefix.length() + 1
                || !line.toLowerCase(Locale.ROOT).startsWith(prefix)) {
            return Optional.empty();
        }
        return EnumSet.allOf(Delimiter.class).stream()
                .filter(delimiter -> delimiter.character() == line.charAt(prefix.length()))
                .findFirst();
    }

    private static List<Delimiter> candidates(FeedFormat format) {
        List<Delimiter> candidates = new ArrayList<>(List.of(Delimiter.values()));
        Delimiter usual = format == FeedFormat.TSV ? Delimiter.TAB : Delimiter.COMMA;
        candidates.remove(usual);
        candidates.addFirst(usual);
        return candidates;
    }
}
