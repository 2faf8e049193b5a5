package dev.parley.catalog.imports.feed;

import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.FeedRow;
import java.util.List;

/** Parses the text of one row into cells. */
interface RowParser {

    FeedRow parse(String text) throws BadRow;

    /** Splits one line of a table into its cells. */
    interface Cells {
        List<String> split(String line) throws BadRow;
    }

    /** A parser for table rows under the columns of a header. */
    static RowParser table(List<String> columns, Cells cells) {
        return text -> {
            List<String> values = cells.split(text);
            if (values.size() != columns.size()) {
                throw new BadRow("has " + values.size() + " cells where the header has " + columns.size());
            }
            FeedRow row = new FeedRow();
            for (int i = 0; i < values.size(); i++) {
                row.put(columns.get(i), values.get(i));
            }
            return row;
        };
    }
}
