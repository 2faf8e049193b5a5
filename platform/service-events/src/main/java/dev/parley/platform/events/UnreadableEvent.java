package dev.parley.platform.events;

import org.jspecify.annotations.Nullable;

/** The bytes of a record cannot be parsed as the expected event. */
public final class UnreadableEvent extends RuntimeException {
    UnreadableEvent(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
