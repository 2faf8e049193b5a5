package dev.parley.platform.events;

/** The {@code _id} of a document, or another unique key of it, is taken by another document. */
public final class AlreadyExists extends RuntimeException {
    AlreadyExists(String collection) {
        super("Already in " + collection, null, false, false);
    }
}
