package dev.parley.catalog.imports.domain;

/** An invalid row; its message is the reason shown to the sender of the feed. */
public final class BadRow extends Exception {

    public BadRow(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
