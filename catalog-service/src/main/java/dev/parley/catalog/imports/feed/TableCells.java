package dev.parley.catalog.imports.feed;

import dev.parley.catalog.imports.domain.BadRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Parsers for the cells of table rows. */
final class TableCells {

    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

    private TableCells() {}

    /** Comma separated, quoted where needed (RFC 4180). */
    static List<String> csv(String line) throws BadRow {
        try (CSVParser parser = CSVParser.parse(line, CSV)) {
            List<CSVRecord> records = parser.getRecords();
            if (records.size() != 1) {
                throw new BadRow("is not one row of CSV");
            }
            return List.of(records.getFirst().values());
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new BadRow("is not CSV: a quote is unclosed or inside a cell");
        }
    }

    /**
     * Tab separated. A row is a line; a completely quoted cell, with inner quotes doubled, is unquoted. Other quotes,
     * such as inch signs, are kept.
     */
    static List<String> tsv(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split("\t", -1)) {
            cells.add(unquoted(cell));
        }
        return cells;
    }

    private static String unquoted(String cell) {
        if (cell.length() < 2 || !cell.startsWith("\"") || !cell.endsWith("\"")) {
            return cell;
        }
        String inner = cell.substring(1, cell.length() - 1);
        return inner.replace("\"\"", "").contains("\"") ? cell : inner.replace("\"\"", "\"");
    }
}
