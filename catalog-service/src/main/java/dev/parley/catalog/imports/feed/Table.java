package dev.parley.catalog.imports.feed;

import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.FeedRow;
import java.util.List;

/** The rows of a table under the columns of its header. */
final class Table implements RowParser {

    private static final int LETTERS_OF_A_CURRENCY = 3;

    private final List<String> columns;
    private final TableCells cells;
    private final boolean isOfShopify;

    Table(List<String> columns, TableCells cells) {
        this.isOfShopify = ShopifyFeed.isHeader(columns);
        this.columns = List.copyOf(columns);
        this.cells = cells;
    }

    @Override
    public FeedRow parse(String text) throws BadRow {
        List<String> values = cells.row(text, columns.size());
        FeedRow row = new FeedRow();
        for (int i = 0; i < values.size(); i++) {
            row.put(columns.get(i), values.get(i));
        }
        return row;
    }

    boolean isOfShopify() {
        return isOfShopify;
    }

    @Override
    public boolean isBlank(FeedRow row) {
        return row.isEmpty();
    }

    @Override
    public List<TableCells.Quotes> spanning() {
        return cells.spanning();
    }

    @Override
    public boolean isUnclosed(String text, TableCells.Quotes quotes) {
        return cells.split(text, quotes).state() == TableCells.Split.State.OPEN;
    }

    @Override
    public boolean isComplete(String text, TableCells.Quotes quotes) {
        return cells.split(text, quotes).isRow(columns.size());
    }

    /**
     * Whether a line is a row by itself, although the quote of a preceding line is unclosed: it has all cells, an id,
     * and a price. So a stray quote never consumes the rows after it.
     */
    @Override
    public boolean isRow(String line) {
        try {
            FeedRow row = parse(line);
            String price = row.first(isOfShopify ? ShopifyFeed.PRICE : "price");
            return !row.first(isOfShopify ? ShopifyFeed.HANDLE : "id").isEmpty()
                    && price.codePoints().anyMatch(Character::isDigit)
                    && price.codePoints().filter(Character::isLetter).count() <= LETTERS_OF_A_CURRENCY;
        } catch (BadRow e) {
            return false;
        }
    }
}
