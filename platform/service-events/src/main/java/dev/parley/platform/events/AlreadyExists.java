package dev.parley.platform.events;

/** An insert found its {@code _id}, or another unique key of it, taken. */
public final class AlreadyExists extends RuntimeException {
    AlreadyExists(String collection, Throwable cause) {
        super("Already in " + collection, cause);
    }
}
