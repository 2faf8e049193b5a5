package dev.parley.platform.events;

import org.jspecify.annotations.Nullable;

/** The bytes of a record are not the event they should be. */
public final class UnreadableEvent extends RuntimeException {
    UnreadableEvent(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
