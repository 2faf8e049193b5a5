package dev.parley.platform.events;

/** Another document has the same {@code _id} or another unique key. */
public final class AlreadyExists extends RuntimeException {
    AlreadyExists(String collection) {
        super("Already in " + collection, null, false, false);
    }
}
