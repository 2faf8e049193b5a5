package dev.parley.platform.upstream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Another service responded with a 4xx. The caller knows the meaning of each problem, so it catches this and translates
 * it; uncaught it is an internal error (500), never the response of a service that the client did not call.
 */
public final class UpstreamRefused extends RuntimeException {

    private final int status;
    private final String type;
    private final String detail;
    private final transient JsonNode body;

    UpstreamRefused(int status, String type, String detail, JsonNode body) {
        super(status + " " + type + ": " + detail);
        this.status = status;
        this.type = type;
        this.detail = detail;
        this.body = body;
    }

    public int status() {
        return status;
    }

    /** The problem's whole type URI, {@code about:blank} when the response was not a problem document. */
    public String type() {
        return type;
    }

    /** Whether the problem's type ends in this slug. */
    public boolean is(String slug) {
        return type.endsWith("/" + slug);
    }

    public String detail() {
        return detail;
    }

    /** The whole problem document, for its extension members; an empty object when there was none. */
    public JsonNode body() {
        return body;
    }
}
