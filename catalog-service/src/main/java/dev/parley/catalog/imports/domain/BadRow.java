package dev.parley.catalog.imports.domain;

/** A rejected row; its message is the reason shown to the sender of the feed. */
public final class BadRow extends Exception {

    private final String column;

    /** @param column empty when the row as a whole is wrong */
    public BadRow(String column, String reason) {
        super(reason, null, false, false);
        this.column = column;
    }

    public BadRow(String reason) {
        this("", reason);
    }

    public String column() {
        return column;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
