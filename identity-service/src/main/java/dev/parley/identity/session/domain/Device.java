package dev.parley.identity.session.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a client says of itself, for its owner to tell sessions apart by; nothing is decided by it.
 *
 * @param userAgent as {@link dev.parley.platform.http.RequestOrigin#agent} has it: printable, short
 * @param address where it asks from
 */
public record Device(@Nullable String userAgent, @Nullable String address) {

    /** A client of which nothing is known. */
    public static final Device UNKNOWN = new Device(null, null);
}
