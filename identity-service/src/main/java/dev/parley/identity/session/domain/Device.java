package dev.parley.identity.session.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a client states about itself, by which its owner distinguishes sessions; no decision depends on it.
 *
 * @param userAgent as in {@link dev.parley.platform.http.RequestOrigin#agent}: printable, short
 * @param address the client's IP address
 */
public record Device(@Nullable String userAgent, @Nullable String address) {

    /** An unknown client. */
    public static final Device UNKNOWN = new Device(null, null);
}
