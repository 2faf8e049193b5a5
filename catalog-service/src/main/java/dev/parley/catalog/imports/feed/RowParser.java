package dev.parley.catalog.imports.feed;

import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.FeedRow;
import java.util.List;

/** Parses the text of one row into cells. A row is one line, unless the format has ways to span several. */
interface RowParser {

    FeedRow parse(String text) throws BadRow;

    /** The line of a row in the feed, where it is not that of the row in its file. */
    default int line(int number, byte[] row) {
        return number;
    }

    /** Whether a row has no content and is skipped. */
    default boolean isBlank(FeedRow row) {
        return false;
    }

    /** The ways to read quotes in which a row may span lines, in the order of preference. */
    default List<TableCells.Quotes> spanning() {
        return List.of();
    }

    /** Whether the text ends inside a quoted cell. */
    default boolean isUnclosed(String text, TableCells.Quotes quotes) {
        return false;
    }

    /** Whether the text is a complete row. */
    default boolean isComplete(String text, TableCells.Quotes quotes) {
        return true;
    }

    /** Whether a line after an unclosed quote is a row by itself. */
    default boolean isRow(String line) {
        return true;
    }
}
