package dev.parley.platform.edge;

import java.util.Map;

/**
 * The security headers of every response: browsers must not sniff, render or frame a response of the API, nor send it
 * as referrer.
 */
public final class SecurityHeaders {

    public static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

    /** By name; a response that is a page, such as Swagger UI, omits {@link #CONTENT_SECURITY_POLICY}. */
    public static final Map<String, String> ALL = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer");

    private SecurityHeaders() {}
}
