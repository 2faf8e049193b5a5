package dev.parley.platform.events;

import java.time.Duration;
import java.time.Instant;

/**
 * Work that is done again and again, such as ending what has expired, as a CDI bean ({@code @ApplicationScoped}). One instance at a time does it, by a lease; a second
 * one at the same moment must be right too.
 */
public interface Expiry {

    /** Its lease's name, unique within the service. */
    String name();

    Duration every();

    /** Does what is due at {@code now}; returns how many things it ended. */
    int sweep(Instant now);
}
