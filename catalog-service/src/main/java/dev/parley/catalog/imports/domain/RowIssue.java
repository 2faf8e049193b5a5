package dev.parley.catalog.imports.domain;

/**
 * What is wrong with a row: why it was rejected, or what was changed about an accepted one.
 *
 * @param row its line in the feed, counted from 1, header included; 0 for the feed as a whole
 * @param number counts the issues of a row from 0
 * @param column empty when it concerns the row as a whole
 */
public record RowIssue(int row, int number, String column, String reason) {

    private static final long MOST_OF_A_ROW = 1_000;

    /** Its place in the list of all issues of a kind. */
    public long position() {
        return row * MOST_OF_A_ROW + Math.min(number, MOST_OF_A_ROW - 1);
    }

    /** The row of a position. */
    public static int rowOf(long position) {
        return (int) (position / MOST_OF_A_ROW);
    }

    /** The number of a position. */
    public static int numberOf(long position) {
        return (int) (position % MOST_OF_A_ROW);
    }
}
