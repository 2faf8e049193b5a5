package dev.parley.catalog.imports.feed;

import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.Delimiter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Splits the text of a table's row into cells. Quotes are read as RFC 4180 defines them: a quoted cell begins at the
 * start of a cell, and any other quote, such as an inch sign, is text. Rows that this does not explain are read in the
 * other ways that programs write them; the number of cells decides.
 */
final class TableCells {

    private static final char QUOTE = '"';

    /** The ways to read quotes. */
    enum Quotes {
        /** Inside a quoted cell, a quote is doubled. */
        DOUBLED,
        /** Inside a quoted cell, a quote follows a backslash. */
        AFTER_BACKSLASH,
        /** Blanks may surround a quoted cell. */
        AMONG_BLANKS,
        /** Inside a quoted cell, a quote that ends no cell is text. */
        UNESCAPED,
        /** No cell is quoted. */
        TEXT
    }

    /** Rows that span lines are read in these ways only: any other would take text of the following rows. */
    private static final List<Quotes> SPANNING = List.of(Quotes.DOUBLED, Quotes.AFTER_BACKSLASH);

    private static final List<Quotes> OF_CSV =
            List.of(Quotes.DOUBLED, Quotes.AFTER_BACKSLASH, Quotes.AMONG_BLANKS, Quotes.UNESCAPED);
    private static final List<Quotes> OF_TSV = List.of(Quotes.DOUBLED, Quotes.TEXT);

    private final char delimiter;
    private final List<Quotes> allowed;

    TableCells(Delimiter delimiter) {
        this.delimiter = delimiter.character();
        this.allowed = delimiter == Delimiter.TAB ? OF_TSV : OF_CSV;
    }

    /** The cells of a text, as far as it was read. */
    record Split(State state, List<String> cells) {

        enum State {
            COMPLETE,
            /** The text ends inside a quoted cell. */
            OPEN,
            /** Text follows a quoted cell. */
            MALFORMED
        }

        boolean isComplete() {
            return state == State.COMPLETE;
        }

        boolean isRow(int width) {
            return isComplete() && cells.size() == width;
        }
    }

    /** The ways in which the rows of this table may span lines. */
    List<Quotes> spanning() {
        return allowed.stream().filter(SPANNING::contains).toList();
    }

    /** The cells of a header. */
    List<String> header(String text) {
        Split split = split(text, Quotes.DOUBLED);
        return split.isComplete() ? split.cells() : split(text, Quotes.TEXT).cells();
    }

    /**
     * The cells of a row; blank when all of its text is.
     *
     * @throws BadRow when the number of cells differs in every way to read it
     */
    List<String> row(String text, int width) throws BadRow {
        for (Quotes quotes : allowed) {
            Split split = split(text, quotes);
            if (split.isRow(width)) {
                return split.cells();
            }
        }
        Split plain = split(text, Quotes.DOUBLED);
        if (plain.isComplete() && plain.cells().stream().allMatch(String::isBlank)) {
            return Collections.nCopies(width, "");
        }
        throw new BadRow(
                plain.isComplete()
                        ? "has " + plain.cells().size() + " cells where the header has " + width
                        : "is not CSV: a quote is unclosed or inside a cell");
    }

    /** Takes linear time. */
    Split split(String text, Quotes quotes) {
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (true) {
            int opening = opening(text, at, quotes);
            if (opening < 0) {
                int end = text.indexOf(delimiter, at);
                if (end < 0) {
                    cells.add(text.substring(at));
                    return new Split(Split.State.COMPLETE, cells);
                }
                cells.add(text.substring(at, end));
                at = end + 1;
                continue;
            }
            StringBuilder cell = new StringBuilder();
            int end = quoted(text, opening + 1, quotes, cell);
            if (end < 0) {
                return new Split(Split.State.OPEN, cells);
            }
            cells.add(cell.toString());
            end = quotes == Quotes.AMONG_BLANKS ? afterBlanks(text, end) : end;
            if (end == text.length()) {
                return new Split(Split.State.COMPLETE, cells);
            }
            if (text.charAt(end) != delimiter) {
                return new Split(Split.State.MALFORMED, cells);
            }
            at = end + 1;
        }
    }

    /** The index of the quote that opens the cell; -1 when it is not quoted. */
    private int opening(String text, int start, Quotes quotes) {
        int at = quotes == Quotes.AMONG_BLANKS ? afterBlanks(text, start) : start;
        return quotes != Quotes.TEXT && isQuote(text, at) ? at : -1;
    }

    /** Appends the content of a quoted cell, and returns the index after its closing quote; -1 without one. */
    private int quoted(String text, int start, Quotes quotes, StringBuilder cell) {
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (quotes == Quotes.AFTER_BACKSLASH && c == '\\' && isEscapable(text, at + 1)) {
                cell.append(text.charAt(at + 1));
                at += 2;
            } else if (c != QUOTE) {
                cell.append(c);
                at++;
            } else if (quotes == Quotes.UNESCAPED) {
                int after = at;
                while (isQuote(text, after)) {
                    after++;
                }
                boolean closes = after == text.length() || text.charAt(after) == delimiter;
                // Of several quotes at the end of a cell the last one closes it; the others may be doubled.
                cell.append(String.valueOf(QUOTE).repeat(closes ? (after - at) / 2 : (after - at + 1) / 2));
                at = after;
                if (closes) {
                    return at;
                }
            } else if (isQuote(text, at + 1)) {
                cell.append(QUOTE);
                at += 2;
            } else {
                return at + 1;
            }
        }
        return -1;
    }

    private static boolean isQuote(String text, int at) {
        return at < text.length() && text.charAt(at) == QUOTE;
    }

    private static boolean isEscapable(String text, int at) {
        return at < text.length() && (text.charAt(at) == QUOTE || text.charAt(at) == '\\');
    }

    private int afterBlanks(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) != delimiter && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
