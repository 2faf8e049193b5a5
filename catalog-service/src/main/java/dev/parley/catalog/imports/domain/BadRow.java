package dev.parley.catalog.imports.domain;

/** A row that cannot be taken; its message tells the sender of the feed why. */
public final class BadRow extends Exception {

    public BadRow(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
