package dev.parley.platform.edge;

import java.util.Map;

/** Security headers of every answer: browsers neither sniff, render, frame nor refer from an answer of the API. */
public final class SecurityHeaders {

    public static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

    /** By name; an answer that is a page, such as Swagger UI, does without {@link #CONTENT_SECURITY_POLICY}. */
    public static final Map<String, String> ALL = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer");

    private SecurityHeaders() {}
}
